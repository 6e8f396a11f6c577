import { z } from "zod";
import { MOST } from "./limits";
import { damaged, EXPORT_AGAIN, NotAModel } from "./not-a-model";
import type { Container } from "./read-container";

const index = z.int().min(0);
const size = z.int().min(0).max(0xffffffff);
const list = <T extends z.ZodType>(of: T) => z.array(of).max(200_000).default([]);

/** What of a description decides whether reading on is safe; the rest is the reading library's to judge. */
const schema = z.object({
  asset: z.object({ version: z.string().max(20) }),
  extensionsRequired: list(z.string().max(200)),
  buffers: list(z.object({ uri: z.unknown().optional(), byteLength: size })),
  bufferViews: list(
    z.object({
      buffer: index,
      byteOffset: size.default(0),
      byteLength: size,
      byteStride: z.int().min(4).max(252).optional(),
    }),
  ),
  accessors: list(
    z.object({
      bufferView: index.optional(),
      byteOffset: size.default(0),
      componentType: z.int(),
      count: z.int().min(1),
      type: z.string(),
      sparse: z.unknown().optional(),
    }),
  ),
  images: list(z.object({ uri: z.unknown().optional(), bufferView: index.optional() })),
  nodes: list(z.object({ children: list(index) })),
  meshes: list(z.object({ primitives: list(z.object({ mode: z.int().default(4) })) })),
});
type Description = z.infer<typeof schema>;

const COMPONENT_BYTES: Readonly<Record<number, number>> = {
  5120: 1,
  5121: 1,
  5122: 2,
  5123: 2,
  5125: 4,
  5126: 4,
};
const COMPONENTS: Readonly<Record<string, number>> = {
  SCALAR: 1,
  VEC2: 2,
  VEC3: 3,
  VEC4: 4,
  MAT2: 4,
  MAT3: 9,
  MAT4: 16,
};

/**
 * Holds a model's description to what it has: nothing lies outside the file, nothing is larger than the bytes behind it,
 * nothing leads in a circle. Throws NotAModel. Done before the model is built, because building believes what it reads.
 */
export function checkDescription({ description, binary }: Container): void {
  const parsed = schema.safeParse(description);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join(".");
    throw damaged(
      where ? `${where} in its description is not what glTF says` : "its description is incomplete",
    );
  }
  const model = parsed.data;
  if (!/^2\.\d+$/.test(model.asset.version))
    throw new NotAModel(`This is glTF version ${model.asset.version}; version 2 is read.`, EXPORT_AGAIN);
  refuseLinks(model);
  refuseExtensions(model.extensionsRequired);
  checkBuffers(model, binary.length);
  checkAccessors(model);
  checkNodes(model.nodes);
}

function refuseLinks({ buffers, images }: Description): void {
  const linked = buffers.some(({ uri }) => uri !== undefined) || images.some(({ uri }) => uri !== undefined);
  if (linked)
    throw new NotAModel(
      "Parts of the model lie in other files or addresses.",
      "Export it as one binary glTF 2.0 file (.glb) with everything in it.",
    );
}

function refuseExtensions(required: readonly string[]): void {
  const [first] = required;
  if (first !== undefined)
    throw new NotAModel(
      `The model needs ${first.replace(/[^\w-]/g, "?")}, which our viewer does not have.`,
      "Export it without compression and without required extensions.",
    );
}

function checkBuffers({ buffers, bufferViews }: Description, bytes: number): void {
  if (buffers.length > 1) throw damaged("it has more than one block of data");
  const [buffer] = buffers;
  if (buffer && buffer.byteLength > bytes) throw damaged("its data is shorter than it says");
  for (const view of bufferViews)
    if (!buffer || view.buffer !== 0 || view.byteOffset + view.byteLength > buffer.byteLength)
      throw damaged("a part of its data lies outside the file");
}

function checkAccessors({ accessors, bufferViews }: Description): void {
  let total = 0;
  for (const { bufferView, byteOffset, componentType, count, type, sparse } of accessors) {
    const view = bufferView === undefined ? undefined : bufferViews[bufferView];
    const bytes = (COMPONENT_BYTES[componentType] ?? 0) * (COMPONENTS[type] ?? 0);
    if (!view || sparse !== undefined || bytes === 0) throw damaged("a list of numbers in it has no data");
    if (byteOffset + (count - 1) * (view.byteStride ?? bytes) + bytes > view.byteLength)
      throw damaged("a list of numbers in it is longer than its data");
    total += count;
  }
  if (total > MOST.vertices * 8) throw tooFine(total);
}

const tooFine = (total: number): NotAModel =>
  new NotAModel(
    `The model holds ${total.toLocaleString("en-GB")} numbers, more than a phone can show.`,
    "Reduce its polygons and send it again.",
  );

/** Every node has one parent at most, and nobody is their own ancestor (glTF 2.0, 3.5.2). */
function checkNodes(nodes: Description["nodes"]): void {
  if (nodes.length > MOST.nodes)
    throw new NotAModel(
      `The model has ${nodes.length.toLocaleString("en-GB")} parts; ${MOST.nodes.toLocaleString("en-GB")} are read.`,
      "Join them and send it again.",
    );
  const parents = new Map<number, number>();
  for (const [parent, { children }] of nodes.entries())
    for (const child of children) {
      if (child >= nodes.length || parents.has(child)) throw damaged("its parts do not form a tree");
      parents.set(child, parent);
    }
  for (const start of nodes.keys()) {
    let at: number | undefined = parents.get(start);
    for (let steps = 0; at !== undefined; at = parents.get(at), steps += 1)
      if (at === start || steps > 100) throw damaged("its parts lead in a circle, or too deep");
  }
}
