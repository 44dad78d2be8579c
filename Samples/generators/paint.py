#!/usr/bin/env python3
"""A generator for Everzoom: paints over the picture that the last scene ended on, stroke by stroke.

    generator: "command: python3 Samples/generators/paint.py"

One request comes as a line of JSON on stdin. Files are written into the current folder, messages to stdout, one JSON
object a line; everything else belongs on stderr. Nothing but Python's standard library is needed. To make a generator
of your own, keep main() and the messages, and put your model in the place of Painting.
"""
import colorsys, functools, json, math, random, struct, sys, zlib

DESCRIPTION = {
    "name": "paint", "version": "1", "kinds": ["still", "frames"], "provenance": "procedural",
    "uses": ["prompt", "seed", "seedFrame", "mask", "width", "height", "frames", "take"]}


def say(kind, **fields):
    print(json.dumps({"type": kind, **fields}), flush=True)


def main():
    if "--describe" in sys.argv:
        return print(json.dumps(DESCRIPTION))
    try:
        request = json.loads(sys.stdin.readline())
        painting = Painting(request)
    except (ValueError, KeyError) as error:
        say("error", message=f"the request is not understood: {error}")
        sys.exit(64)
    frames, names = request.get("frames"), []
    for n in range(frames or 1):
        name = f"{n:05}.png"
        # The first of several frames is the beginning itself, pixel by pixel; a still is the finished painting.
        write_png(name, painting.at(n / max(frames - 1, 1) if frames else 1), painting.width)
        names.append(name)
        say("progress", done=(n + 1) / (frames or 1))
    seeded = "exact" if frames or request.get("mask") else "loose"
    say("result", **({"frames": names} if frames else {"still": names[0]}),
        firstFrame=seeded if request.get("seedFrame") else "none", metadata={"generator": "paint 1"})


class Painting:
    """A picture that strokes grow over, while they drift outwards as if one flew past them."""

    def __init__(self, request):
        self.width, self.height = request["width"], request["height"]
        # The same request makes the same picture: all chance comes from here.
        self.chance = random.Random(f'{request.get("prompt")}/{request["seed"]}')
        hue = self.chance.random()
        self.palette = [
            [int(255 * c) for c in colorsys.hsv_to_rgb((hue + 0.11 * i) % 1, 0.8 - 0.14 * i, 0.12 + 0.21 * i)]
            for i in range(5)]
        self.known = None
        if request.get("mask"):
            self.begin_around(read_png(request["seedFrame"]), read_png(request["mask"]))
        elif request.get("seedFrame"):
            self.beginning = read_png(request["seedFrame"])
        else:
            self.begin_with_hills()
        if len(self.beginning) != self.width * self.height * 3:
            raise ValueError("the seed frame has another size than the canvas")
        self.strokes = [self.stroke(i / 1500) for i in range(1500)]

    def begin_with_hills(self):
        """Nothing is given: a sky, a sun, and hills one behind the other."""
        w, h, chance = self.width, self.height, self.chance
        rows = [mixed(self.palette[0], self.palette[3], y / h) for y in range(h)]
        pixels = self.beginning = bytearray(b"".join(bytes(row) * w for row in rows))
        sun = w * chance.uniform(0.3, 0.7), h * chance.uniform(0.25, 0.5)
        for ring in range(40, 0, -1):
            dab(pixels, w, h, *sun, h * 0.012 * ring, h * 0.012 * ring, 0, self.palette[4], 0.05 if ring > 9 else 0.5)
        for hill in range(5):
            waves = [(chance.uniform(2, 5) * 2 ** k, chance.random() * 7, 0.07 / 2 ** k) for k in range(4)]
            colour = mixed(self.palette[3], self.palette[0], 0.3 + 0.16 * hill)
            for x in range(w):
                top = 0.55 + 0.1 * hill + sum(a * math.sin(f * x / h + p) for f, p, a in waves)
                top = min(max(int(h * top), 0), h)
                for c in range(3):
                    pixels[(top * w + x) * 3 + c::w * 3] = bytes([colour[c]]) * (h - top)

    def begin_around(self, picture, mask):
        """The middle is known: it goes on mirrored, row by row, then from row to row."""
        w, line = self.width, self.width * 3
        self.known, rows = [], {}
        for y in range(self.height):
            row = mask[y * line:(y + 1) * line:3]
            left, right = row.find(0), row.rfind(0) + 1
            if left < 0:
                continue
            self.known.append((y * line + left * 3, picture[y * line + left * 3:y * line + right * 3]))
            rows[y] = b"".join(
                picture[y * line + x * 3:y * line + x * 3 + 3] for x in (reflected(x, left, right) for x in range(w)))
        if not rows:
            raise ValueError("the mask says that nothing is known")
        top, bottom = min(rows), max(rows) + 1
        self.beginning = bytearray(b"".join(rows[reflected(y, top, bottom)] for y in range(self.height)))
        lefts = [place % line for place, _ in self.known]
        rights = [place % line + len(part) for place, part in self.known]
        self.box = min(lefts) // 3, max(rights) // 3, top, bottom

    def far_from_known(self, column, row):
        """From 0, where the known part ends, to 1, a quarter of the height away: there may be strokes."""
        if not self.known:
            return 1
        left, right, top, bottom = self.box
        return min(max(left - column, column - right, top - row, row - bottom, 0) * 4 / self.height, 1)

    def stroke(self, start):
        """Where and when a stroke begins, in heights of the canvas from its middle, and its colour."""
        chance, aspect = self.chance, self.width / self.height
        x, y = chance.uniform(-0.55, 0.55) * aspect, chance.uniform(-0.55, 0.55)
        column, row = int((x / aspect + 0.5) * self.width), int((y + 0.5) * self.height)
        here = (min(max(row, 0), self.height - 1) * self.width + min(max(column, 0), self.width - 1)) * 3
        seen = self.beginning[here:here + 3]
        # Light stays light and dark stays dark, in colours of the prompt's own.
        light = min(max((sum(seen) / 765 + chance.uniform(-0.09, 0.09)) * 4, 0), 3.999)
        own = mixed(self.palette[int(light)], self.palette[int(light) + 1], light % 1)
        angle = 2.5 * math.sin(2.1 * x + self.palette[0][0]) + 2 * math.cos(2.7 * y + self.palette[1][1])
        size = 0.16 * 0.15 ** start * chance.uniform(0.7, 1.3)
        return start * 0.85, x, y, size, angle, mixed(seen, own, 0.65), 0.6 * self.far_from_known(column, row)

    def at(self, moment):
        """The picture at a moment, from 0, the beginning, to 1, the finished painting."""
        pixels, h = bytearray(self.beginning), self.height
        for start, x, y, size, angle, colour, opacity in self.strokes:
            age = moment - start
            if age <= 0 or opacity == 0:
                continue
            nearer = 1 + 0.3 * age
            place = self.width / 2 + x * h * nearer, h / 2 + y * h * nearer
            for part in (1, 0.75):  # a soft border
                length = size * h * nearer * part
                dab(pixels, self.width, h, *place, length, length * 0.25, angle, colour, opacity * min(1, age * 8))
        for place, known in self.known or []:
            pixels[place:place + len(known)] = known
        return pixels


def mixed(a, b, share):
    return [int(p + (q - p) * share) for p, q in zip(a, b)]


def reflected(x, start, end):
    """Where a mirror at both ends of start ..< end shows x."""
    x = (x - start) % (2 * (end - start))
    return start + min(x, 2 * (end - start) - 1 - x)


def dab(pixels, width, height, x, y, a, b, angle, colour, opacity):
    """Lays an ellipse with radii a and b over the picture: row by row, each channel by a table of what values become."""
    tables = [table(c, round(opacity, 2)) for c in colour]
    cos, sin = math.cos(angle), math.sin(angle)
    # On the row dy from the middle: p dx² + 2 q dy dx + r dy² ≤ 1.
    p, q, r = (cos / a) ** 2 + (sin / b) ** 2, cos * sin * (1 / a ** 2 - 1 / b ** 2), (sin / a) ** 2 + (cos / b) ** 2
    reach = math.sqrt(p / (p * r - q * q))
    for row in range(max(math.ceil(y - reach), 0), min(math.floor(y + reach), height - 1) + 1):
        dy = row - y
        half = math.sqrt(max((q * dy) ** 2 - p * (r * dy * dy - 1), 0)) / p
        left, right = max(round(x - q * dy / p - half), 0), min(round(x - q * dy / p + half), width)
        if left < right:
            for c in range(3):
                part = slice((row * width + left) * 3 + c, (row * width + right) * 3, 3)
                pixels[part] = pixels[part].translate(tables[c])


@functools.cache
def table(colour, opacity):
    return bytes(int(value + (colour - value) * opacity + 0.5) for value in range(256))


def write_png(name, pixels, width):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    line = width * 3
    rows = b"".join(b"\0" + pixels[i:i + line] for i in range(0, len(pixels), line))
    head = struct.pack(">IIBBBBB", width, len(pixels) // line, 8, 2, 0, 0, 0)
    with open(name, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head))
        file.write(chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def read_png(path):
    """The pixels of a PNG of 8 bits RGB, as Everzoom writes them: three bytes each, row by row."""
    with open(path, "rb") as file:
        data = file.read()
    place, packed, width, height = 8, b"", 0, 0
    while place < len(data):
        size, kind = struct.unpack_from(">I4s", data, place)
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack_from(">IIBBBBB", data, place + 8)
            if (depth, colour, interlace) != (8, 2, 0):
                raise ValueError(f"{path} is not a plain PNG of 8 bits RGB")
        if kind == b"IDAT":
            packed += data[place + 8:place + 8 + size]
        place += size + 12
    rows, line, above = zlib.decompress(packed), width * 3, bytes(width * 3 + 3)
    pixels = bytearray()
    for y in range(height):
        kind, row = rows[y * (line + 1)], bytearray(3) + rows[y * (line + 1) + 1:(y + 1) * (line + 1)]
        unfilter(kind, row, above)
        pixels += row[3:]
        above = row
    return pixels


def unfilter(kind, row, above):
    """Adds to each byte what its filter foretells (PNG, 9.2). Both rows begin with three zeros."""
    for i in range(3, len(row) if kind else 0):
        left, up = row[i - 3], above[i]
        if kind == 4:
            corner = above[i - 3]
            across, down, both = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            guess = left if across <= down and across <= both else up if down <= both else corner
        else:
            guess = (left, up, (left + up) // 2)[kind - 1]
        row[i] = (row[i] + guess) & 255


if __name__ == "__main__":
    main()
