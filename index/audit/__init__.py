"""Whether the figures of a document agree with each other: the identities that budget tables promise."""

from index.audit.report import AuditReport, audit

__all__ = ["AuditReport", "audit"]
