import { MOST, megabytes } from "./limits";
import { damaged, EXPORT_AGAIN, NotAModel } from "./not-a-model";

const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;

/** The two parts of a binary glTF: what it says of itself, not looked at yet, and its bytes. */
export interface Container {
  description: Record<string, unknown>;
  binary: Uint8Array;
}

/**
 * Opens the container of a GLB and holds its header to the letter, so that nothing rides along behind the model.
 * Throws NotAModel with what the file is instead. Source: glTF 2.0 specification, chapter 4.
 */
export function readContainer(bytes: Uint8Array): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 20 || view.getUint32(0, true) !== 0x46546c67) {
    throw new NotAModel(`This is ${whatItIs(bytes)}, not a 3D model.`, EXPORT_AGAIN);
  }
  const version = view.getUint32(4, true);
  if (version !== 2) throw new NotAModel(`This is glTF version ${version}; version 2 is read.`, EXPORT_AGAIN);
  const said = view.getUint32(8, true);
  if (said !== bytes.length) throw damaged(`it says it has ${said} bytes, and has ${bytes.length}`);
  const [json, bin, more] = chunksOf(view);
  if (json?.type !== JSON_CHUNK) throw damaged("its description does not come first");
  if (json.length > MOST.description)
    throw new NotAModel(
      `Its description alone has ${megabytes(json.length)}; at most ${megabytes(MOST.description)} is read.`,
      EXPORT_AGAIN,
    );
  if (more || (bin && bin.type !== BIN_CHUNK)) throw damaged("it holds parts that are not of a model");
  const text = bytes.subarray(json.start, json.start + json.length);
  const binary = bin ? bytes.subarray(bin.start, bin.start + bin.length) : new Uint8Array();
  return { description: parseDescription(text), binary };
}

interface Chunk {
  type: number;
  start: number;
  length: number;
}

function chunksOf(view: DataView): Chunk[] {
  const chunks: Chunk[] = [];
  let at = 12;
  while (at < view.byteLength && chunks.length < 3) {
    if (at + 8 > view.byteLength) throw damaged("its last part is cut off");
    const length = view.getUint32(at, true);
    const start = at + 8;
    if (length % 4 !== 0 || start + length > view.byteLength) throw damaged("a part is longer than the file");
    chunks.push({ type: view.getUint32(at + 4, true), start, length });
    at = start + length;
  }
  return chunks;
}

function parseDescription(text: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    throw damaged("its description cannot be read");
  }
  throw damaged("its description is no description");
}

const KNOWN: readonly [start: string, name: string][] = [
  ["PK\x03\x04", "a ZIP archive"],
  ["PK\x05\x06", "a ZIP archive"],
  ["\x1f\x8b", "a compressed archive"],
  ["Rar!", "a RAR archive"],
  ["7z\xbc\xaf", "a 7-Zip archive"],
  ["\x89PNG", "a PNG picture"],
  ["\xff\xd8\xff", "a JPEG picture"],
  ["GIF8", "a GIF picture"],
  ["RIFF", "a picture or film"],
  ["%PDF", "a PDF document"],
  ["MZ", "a program"],
  ["\x7fELF", "a program"],
  ["Kaydara FBX", "an FBX file"],
  ["ISO-10303", "a STEP file"],
  ["BLENDER", "a Blender file"],
  ["solid ", "an STL file"],
  ["ply\n", "a PLY file"],
];

/** What a file is by its first bytes, as "a ZIP archive"; its name and what the sender says count for nothing. */
export function whatItIs(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const start = Buffer.from(bytes.subarray(0, 1024)).toString("latin1");
  const known = KNOWN.find(([first]) => start.startsWith(first));
  if (known) return known[1];
  const text = start
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  if (/<svg[\s>]/.test(text)) return "an SVG drawing";
  if (/^<(!doctype html|html|script|body|head)/.test(text)) return "an HTML page";
  if (text.startsWith("<")) return "an XML file";
  if (text.startsWith("{")) return "glTF as text, or other JSON";
  if (/^(#|mtllib|o |v )/.test(text)) return "an OBJ file or other text";
  return "a file of another kind";
}
