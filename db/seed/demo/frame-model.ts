import { Document, type Material, type Primitive, WebIO } from "@gltf-transform/core";
import { lens, mirrored, pad, rod, type Surface } from "./frame-parts";

export const STYLES = ["full rim", "rimless", "aviator", "round"] as const;
export type Style = (typeof STYLES)[number];

interface Shape {
  /** Half the lens, its roundness (2 is an ellipse) and how far its lower half is drawn to the nose; metres. */
  half: [number, number];
  power: number;
  drop: number;
  nose: number;
  rim: [wide: number, thick: number] | null;
  temple: [wide: number, thick: number];
  metal: boolean;
  doubleBridge: boolean;
}

const SHAPES: Readonly<Record<Style, Shape>> = {
  "full rim": {
    half: [0.026, 0.0195],
    power: 3.2,
    drop: 0,
    nose: 0.018,
    rim: [0.0024, 0.002],
    temple: [0.0042, 0.0017],
    metal: false,
    doubleBridge: false,
  },
  rimless: {
    half: [0.027, 0.017],
    power: 3.8,
    drop: 0,
    nose: 0.017,
    rim: null,
    temple: [0.0011, 0.0008],
    metal: true,
    doubleBridge: false,
  },
  aviator: {
    half: [0.029, 0.024],
    power: 2.6,
    drop: 0.16,
    nose: 0.014,
    rim: [0.0011, 0.0011],
    temple: [0.0015, 0.0009],
    metal: true,
    doubleBridge: true,
  },
  round: {
    half: [0.0245, 0.023],
    power: 2.1,
    drop: 0,
    nose: 0.021,
    rim: [0.0016, 0.0016],
    temple: [0.0026, 0.0012],
    metal: false,
    doubleBridge: false,
  },
};

export interface Look {
  style: Style;
  colour: Tone;
  /** Darker or lighter than the front by this share; what revisions of the demo are about. */
  tip: number;
  lensTint: Tone;
}
export type Tone = [red: number, green: number, blue: number];

type Point = [number, number, number];

/** A pair of glasses as binary glTF: in metres, the front to +z, the wearer's left to +x. The same look gives the same bytes. */
export function frameModel({ style, colour, tip, lensTint }: Look): Promise<Uint8Array> {
  const shape = SHAPES[style];
  const document = new Document();
  document.getRoot().getAsset().generator = "Framewatch demo";
  const scene = document.createScene(style);
  const material = (name: string, [r, g, b]: Tone, metal = shape.metal): Material =>
    document
      .createMaterial(name)
      .setBaseColorFactor([r, g, b, 1])
      .setMetallicFactor(metal ? 0.85 : 0)
      .setRoughnessFactor(metal ? 0.32 : 0.38);
  const front = material("Front", colour);
  const tips = material("Temple tips", colour.map((value) => Math.min(1, value * tip)) as Tone, false);
  const glass = document
    .createMaterial("Lenses")
    .setBaseColorFactor([...lensTint, 0.42])
    .setAlphaMode("BLEND")
    .setMetallicFactor(0)
    .setRoughnessFactor(0.06)
    .setDoubleSided(true);
  const buffer = document.createBuffer();
  const put = (name: string, surfaces: Surface[], look: Material) => {
    const mesh = document.createMesh(name);
    for (const surface of surfaces) mesh.addPrimitive(primitive(document, buffer, surface, look));
    scene.addChild(document.createNode(name).setMesh(mesh));
  };
  const both = (surface: Surface) => [surface, mirrored(surface)];

  const cx = shape.nose / 2 + shape.half[0] + (shape.rim?.[0] ?? 0);
  const outline = outlineOf(shape, cx);
  if (shape.rim)
    put("Rims", both(rod(outline, { wide: shape.rim[0], thick: shape.rim[1], ring: true })), front);
  put("Lenses", both(lens(outline, [cx, 0, 0])), glass);
  put("Bridge", bridges(shape, cx), front);
  const hinge = cx + shape.half[0] + (shape.rim?.[0] ?? 0.001);
  const high = shape.half[1] * 0.45;
  put(
    "Hinges",
    both(
      rod(
        [
          [hinge - 0.004, high, 0.0005],
          [hinge + 0.003, high, -0.001],
          [hinge + 0.0045, high, -0.006],
        ],
        { wide: 0.0018, thick: 0.003 },
      ),
    ),
    front,
  );
  const side = templeLine(hinge + 0.0045, high);
  put("Temples", both(rod(side.slice(0, 19), { wide: shape.temple[0], thick: shape.temple[1] })), front);
  put(
    "Temple tips",
    both(rod(side.slice(18), { wide: shape.temple[0] * 1.25, thick: shape.temple[1] * 1.5 })),
    tips,
  );
  put("Nose pads", both(pad([shape.nose / 2 - 0.001, -0.006, -0.004], [0.0016, 0.0062, 0.0032])), tips);
  return new WebIO().writeBinary(document);
}

function primitive(
  document: Document,
  buffer: ReturnType<Document["createBuffer"]>,
  { positions, normals, indices }: Surface,
  look: Material,
): Primitive {
  const list = (type: "VEC3" | "SCALAR", values: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>) =>
    document.createAccessor().setType(type).setArray(values).setBuffer(buffer);
  return document
    .createPrimitive()
    .setAttribute("POSITION", list("VEC3", new Float32Array(positions)))
    .setAttribute("NORMAL", list("VEC3", new Float32Array(normals)))
    .setIndices(list("SCALAR", new Uint16Array(indices)))
    .setMaterial(look);
}

/** A superellipse around the middle of a lens; an aviator's hangs towards the cheek. */
function outlineOf({ half: [a, b], power, drop }: Shape, cx: number): Point[] {
  const points = 44;
  return Array.from({ length: points }, (_, i) => {
    const angle = (i / points) * 2 * Math.PI;
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const r = (Math.abs(c) ** power + Math.abs(s) ** power) ** (-1 / power);
    const y = b * r * s;
    const x = a * r * c;
    const lower = y < 0 ? -y / b : 0;
    return [cx + x + a * drop * lower * (1 - Math.abs(x) / a), y, -0.05 * (x / a) * Math.max(0, x)];
  });
}

function bridges({ half, nose, rim, doubleBridge }: Shape, cx: number): Surface[] {
  const reach = cx - half[0] * 0.93;
  const arc = (y: number, rise: number): Point[] =>
    Array.from({ length: 15 }, (_, i) => {
      const t = i / 7 - 1;
      return [t * reach, y + rise * (1 - t * t), 0.002 * (1 - t * t)];
    });
  const size = {
    wide: rim ? Math.max(rim[0], 0.0012) : 0.0009,
    thick: rim ? Math.max(rim[1], 0.0012) : 0.0009,
  };
  const usual = rod(arc(half[1] * 0.2, nose * 0.16), size);
  return doubleBridge ? [usual, rod(arc(half[1] * 0.78, 0.001), size)] : [usual];
}

/** From the hinge backwards, level, then down behind the ear. */
function templeLine(x: number, y: number): Point[] {
  return Array.from({ length: 29 }, (_, i) => {
    const t = i / 28;
    const bend = Math.max(0, (t - 0.68) / 0.32);
    return [
      x + 0.002 * Math.sin(t * Math.PI) - 0.006 * t,
      y - 0.034 * bend ** 1.7,
      -0.006 - 0.138 * t + 0.006 * bend ** 2,
    ];
  });
}
