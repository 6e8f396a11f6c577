import { type Document, getBounds, ImageUtils, WebIO } from "@gltf-transform/core";
import type { Bounds, Vector } from "@/db/schema/models";
import { checkDescription } from "./check-description";
import { MOST } from "./limits";
import { damaged, NotAModel } from "./not-a-model";
import { readContainer } from "./read-container";

/** What a model says of itself once it has been read as a whole. */
export interface Inspected {
  triangles: number;
  /** The box around its scene, in metres. */
  bounds: Bounds;
}

/**
 * Reads a file as a model, wholly and hostilely, and measures it. Throws NotAModel for everything that is none.
 * Where the bytes come from outside, `readModel` runs it in a thread with limits.
 */
export async function inspectModel(bytes: Uint8Array): Promise<Inspected> {
  checkDescription(readContainer(bytes));
  const document = await build(bytes);
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  if (!scene) throw new NotAModel("The model is empty: it has no scene.", "Export what should be seen.");
  for (const texture of root.listTextures()) checkPicture(texture.getImage());
  const bounds = boundsOf(scene);
  return { triangles: trianglesOf(document), bounds };
}

async function build(bytes: Uint8Array): Promise<Document> {
  try {
    return await new WebIO().readBinary(bytes);
  } catch {
    throw damaged("its parts do not fit together");
  }
}

function boundsOf(scene: Parameters<typeof getBounds>[0]): Bounds {
  let found: { min: number[]; max: number[] };
  try {
    found = getBounds(scene);
  } catch {
    throw damaged("its surfaces cannot be measured");
  }
  const [min, max] = [found.min as Vector, found.max as Vector];
  if (![...min, ...max].every(Number.isFinite))
    throw new NotAModel("The model has no surface that could be seen.", "Export what should be seen.");
  const side = Math.max(...max.map((value, axis) => value - (min[axis] ?? 0)));
  if (side < 0.001 || side > 10)
    throw new NotAModel(
      `The model is ${formatSide(side)} large. glTF counts in metres, and this is no frame in them.`,
      "Set the unit of your export to metres and send it again.",
    );
  return { min, max };
}

const formatSide = (metres: number): string =>
  metres < 0.001 ? "less than 1 mm" : `${Math.round(metres).toLocaleString("en-GB")} m`;

function trianglesOf(document: Document): number {
  let triangles = 0;
  let vertices = 0;
  for (const mesh of document.getRoot().listMeshes())
    for (const primitive of mesh.listPrimitives()) {
      const positions = primitive.getAttribute("POSITION")?.getCount() ?? 0;
      vertices += positions;
      if (primitive.getMode() === 4)
        triangles += Math.floor((primitive.getIndices()?.getCount() ?? positions) / 3);
    }
  if (triangles === 0)
    throw new NotAModel("The model has no surface that could be seen.", "Export its faces too.");
  if (vertices > MOST.vertices)
    throw new NotAModel(
      `The model has ${vertices.toLocaleString("en-GB")} vertices; at most ${MOST.vertices.toLocaleString("en-GB")} are taken.`,
      "Reduce its polygons and send it again.",
    );
  return triangles;
}

const PICTURES = [
  { mimeType: "image/png", start: [0x89, 0x50, 0x4e, 0x47] },
  { mimeType: "image/jpeg", start: [0xff, 0xd8, 0xff] },
  { mimeType: "image/webp", start: [0x52, 0x49, 0x46, 0x46] },
];

/** Textures are PNG, JPEG or WebP by their bytes (an SVG can carry scripts), and no larger than a graphics card takes. */
function checkPicture(image: Uint8Array | null): void {
  const kind = image && PICTURES.find(({ start }) => start.every((byte, i) => image[i] === byte));
  if (!image || !kind)
    throw new NotAModel(
      "A texture of the model is no PNG, JPEG or WebP picture.",
      "Save it as one and export again.",
    );
  let size: readonly number[] | null;
  try {
    size = ImageUtils.getSize(image, kind.mimeType);
  } catch {
    size = null;
  }
  if (!size) throw damaged("a texture cannot be read");
  if (Math.max(...size) > MOST.textureSide)
    throw new NotAModel(
      `A texture of the model has ${size.join(" × ")} points; at most ${MOST.textureSide} a side are taken.`,
      "Make it smaller and export again.",
    );
}
