"""Small PDF files for tests: Chinese text at given places, ruled tables, pages without text; nothing but the standard.

The font is one of those that a PDF may name without holding it (STSong-Light), so that the files stay readable by eye.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
FONT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>"
)


@dataclass
class FakePage:
    """A page that is drawn on; places are points from the left and from the top, text stands on its base line."""

    width: int = WIDTH
    height: int = HEIGHT
    rotation: int = 0
    origin: tuple[int, int] = (0, 0)
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, base: float, text: str, size: float = 12) -> FakePage:
        left, bottom = self.origin
        code = text.encode("utf-16-be").hex()
        self.parts.append(f"BT /F1 {size} Tf {x + left} {self.height - base + bottom} Td <{code}> Tj ET")
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> FakePage:
        left, bottom = self.origin
        points = f"{x0 + left} {self.height - y0 + bottom} m {x1 + left} {self.height - y1 + bottom} l S"
        self.parts.append(f"0.5 w {points}")
        return self

    def table(
        self, x: Sequence[float], y: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10
    ) -> FakePage:
        """A fully ruled table; 「a/b」 in a cell are two lines; a cell "<" belongs to its left neighbour, "^" to the upper."""
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "^":
                    self.line(x[column], y[number], x[column + 1], y[number])
                if cell != "<":
                    self.line(x[column], y[number], x[column], y[number + 1])
                for offset, line in enumerate(cell.split("/") if cell not in "<^" else ()):
                    self.text(x[column] + 2, y[number] + 12 + 11 * offset, line, size)
        self.line(x[0], y[-1], x[-1], y[-1])
        return self.line(x[-1], y[0], x[-1], y[-1])

    def picture(self) -> FakePage:
        self.parts.append("q 400 0 0 400 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q")
        return self


def pdf_of(*pages: FakePage, locked: bool = False) -> bytes:
    """The file; ``locked`` lets it ask for a password."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        FONT,
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /StemV 93 >>",
    ]
    for number, page in enumerate(pages):
        left, bottom = page.origin
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{left} {bottom} {left + page.width} {bottom + page.height}] "
            f"/Rotate {page.rotation} /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>"
        )
        content = "\n".join(page.parts)
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    body = "%PDF-1.5\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    lock = f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >>"
    root = f"/Size {size} /Root 1 0 R {lock if locked else ''}"
    body += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << {root} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body.encode("latin-1")
