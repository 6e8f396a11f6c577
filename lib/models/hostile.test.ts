import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameModel } from "@/db/seed/demo/frame-model";
import { inspectModel } from "./inspect-model";
import { NotAModel } from "./not-a-model";
import { readModel } from "./read-model";

const good = await frameModel({
  style: "aviator",
  colour: [0.5, 0.4, 0.2],
  lensTint: [0.1, 0.1, 0.1],
  tip: 1,
});

/** A GLB of this description and data, its container right. */
function glb(description: unknown, data = new Uint8Array()): Uint8Array {
  const text = Buffer.from(typeof description === "string" ? description : JSON.stringify(description));
  const json = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, 0x20)]);
  const head = Buffer.alloc(20);
  const parts = [head, json];
  if (data.length > 0) {
    const bin = Buffer.alloc(8);
    bin.writeUInt32LE(data.length, 0);
    bin.writeUInt32LE(0x004e4942, 4);
    parts.push(bin, Buffer.from(data));
  }
  const whole = Buffer.concat(parts);
  whole.writeUInt32LE(0x46546c67, 0);
  whole.writeUInt32LE(2, 4);
  whole.writeUInt32LE(whole.length, 8);
  whole.writeUInt32LE(json.length, 12);
  whole.writeUInt32LE(0x4e4f534a, 16);
  return whole;
}

/** The description of the good model, to be spoiled. */
function described(): Record<string, unknown> {
  const length = Buffer.from(good).readUInt32LE(12);
  return JSON.parse(Buffer.from(good.subarray(20, 20 + length)).toString());
}
function dataOf(): Uint8Array<ArrayBuffer> {
  const length = Buffer.from(good).readUInt32LE(12);
  return Uint8Array.from(good.subarray(28 + length));
}
const spoiled = (change: Record<string, unknown>) => glb({ ...described(), ...change }, dataOf());

async function fault(bytes: Uint8Array): Promise<string> {
  try {
    await inspectModel(bytes);
  } catch (error) {
    if (error instanceof NotAModel) return error.message;
    throw error;
  }
  return "kept";
}

const text = (words: string) => new TextEncoder().encode(words.padEnd(64));

describe("files that are no model are refused by name", () => {
  it.each([
    ["an empty file", new Uint8Array()],
    ["a ZIP archive", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(64)])],
    ["an SVG drawing", text('<?xml version="1.0"?><svg xmlns="…"><script>alert(1)</script></svg>')],
    ["an HTML page", text("<!DOCTYPE html><script>alert(1)</script>")],
    ["a PNG picture", Buffer.concat([Buffer.from([0x89]), Buffer.from("PNG\r\n"), Buffer.alloc(64)])],
    ["glTF as text", text('{"asset":{"version":"2.0"}}')],
    ["a STEP file", text("ISO-10303-21; HEADER;")],
    ["a file of another kind", Buffer.alloc(64, 7)],
  ])("%s", async (name, bytes) => {
    expect(await fault(bytes)).toContain(`This is ${name}`);
  });

  it.each<[string, Uint8Array]>([
    ["glTF version 1", Buffer.from(good).fill(1, 4, 5)],
    ["says it has", Buffer.concat([good, Buffer.from("<script>alert(1)</script>")])],
    ["says it has", good.subarray(0, good.length - 400)],
    ["cannot be read", glb("{".repeat(100))],
    ["no description", glb("[]")],
    ["in its description is not what glTF says", glb({ asset: {} })],
    ["other files or addresses", spoiled({ images: [{ uri: "https://elsewhere.example/track.png" }] })],
    ["other files or addresses", spoiled({ buffers: [{ uri: "file:///etc/passwd", byteLength: 4 }] })],
    ["other files or addresses", spoiled({ images: [{ uri: "data:image/svg+xml,<svg onload=alert(1)>" }] })],
    ["needs KHR_draco_mesh_compression", spoiled({ extensionsRequired: ["KHR_draco_mesh_compression"] })],
    [
      "longer than its data",
      spoiled({ accessors: [{ bufferView: 0, componentType: 5126, count: 4e9, type: "VEC3" }] }),
    ],
    ["has no data", spoiled({ accessors: [{ componentType: 5126, count: 4e9, type: "VEC3" }] })],
    ["outside the file", spoiled({ bufferViews: [{ buffer: 0, byteOffset: 1, byteLength: 0xffffffff }] })],
    ["in a circle", spoiled({ nodes: [{ children: [1] }, { children: [0] }] })],
    ["do not form a tree", spoiled({ nodes: [{ children: [1] }, {}, { children: [1] }] })],
    ["no scene", spoiled({ scenes: [], scene: undefined })],
  ])("a model: %s", async (words, bytes) => {
    expect(await fault(bytes)).toContain(words);
  });

  it("a texture that is no picture", async () => {
    const images = [{ bufferView: 0, mimeType: "image/png" }];
    expect(await fault(spoiled({ images, textures: [{ source: 0 }] }))).toContain("no PNG, JPEG or WebP");
  });

  it("a model in millimetres", async () => {
    const scaled = described() as { nodes: Record<string, unknown>[] };
    const nodes = scaled.nodes.map((node) => ({ ...node, scale: [1000, 1000, 1000] }));
    expect(await fault(spoiled({ nodes }))).toContain("glTF counts in metres");
  });
});

describe("whatever is done to a model", () => {
  it("is measured as it is when nothing was", async () => {
    const { bounds, triangles } = await inspectModel(good);
    expect(bounds.max[0] - bounds.min[0]).toBeGreaterThan(0.13);
    expect(bounds.max[0] - bounds.min[0]).toBeLessThan(0.16);
    expect(triangles).toBeGreaterThan(500);
  });

  it("bytes changed, cut or swapped anywhere: kept or refused with a name and a way out, never a crash", async () => {
    const mutation = fc.record({
      at: fc.nat(good.length - 1),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
      near: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
        const bytes = Uint8Array.from(good);
        // Half of them hit the header and the description, where a byte means most.
        for (const { at, bytes: more, near } of mutations)
          bytes.set(more.subarray(0, bytes.length - (near ? at % 4000 : at)), near ? at % 4000 : at);
        const said = await fault(bytes);
        expect(said === "kept" || /^[A-Z].*\. [A-Z].*\.$/.test(said), said).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it("values of its description changed: the same", async () => {
    const description = described();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(description)),
        fc.oneof(
          fc.jsonValue(),
          fc.array(
            fc.record(
              {
                bufferView: fc.integer(),
                count: fc.integer(),
                children: fc.array(fc.nat(40)),
                mesh: fc.integer(),
              },
              { requiredKeys: [] },
            ),
          ),
        ),
        async (key, value) => {
          const said = await fault(spoiled({ [key]: value }));
          expect(said === "kept" || /^[A-Z].*\.$/.test(said), said).toBe(true);
        },
      ),
      { numRuns: 250 },
    );
  });
});

it("answers from its thread as it does here, and gives up on what takes too long", async () => {
  expect(await readModel(good)).toEqual({ ok: true, model: await inspectModel(good) });
  expect(await readModel(text("<svg></svg>"))).toMatchObject({
    ok: false,
    message: expect.stringContaining("SVG"),
  });
  const late = await readModel(good, { seconds: 0.001, heapMegabytes: 512 });
  expect(late).toMatchObject({ ok: false, message: expect.stringContaining("within") });
});
