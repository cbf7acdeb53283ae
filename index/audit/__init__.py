"""Whether the figures of a document agree with each other: what budget tables and the prose around them promise."""

from index.audit.report import AuditReport, audit

__all__ = ["AuditReport", "audit"]
