/** What a file is, told by its first bytes and never by its name or what the sender says. */
const SIGNATURES: readonly { mediaType: string; matches: (b: Uint8Array) => boolean }[] = [
  { mediaType: "image/png", matches: (b) => begins(b, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { mediaType: "image/jpeg", matches: (b) => begins(b, [0xff, 0xd8, 0xff]) },
  { mediaType: "image/webp", matches: (b) => ascii(b, 0, "RIFF") && ascii(b, 8, "WEBP") },
  { mediaType: "application/pdf", matches: (b) => ascii(b, 0, "%PDF-") },
];

/** The media type of a photo or drawing we take, or null for everything else (SVG and HTML can carry scripts). */
export function mediaTypeOf(bytes: Uint8Array): string | null {
  return SIGNATURES.find((signature) => signature.matches(bytes))?.mediaType ?? null;
}

function begins(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function ascii(bytes: Uint8Array, at: number, text: string): boolean {
  return begins(
    bytes.subarray(at),
    [...text].map((c) => c.charCodeAt(0)),
  );
}
