/** What the stage uses of three.js; the package brings no types. */
declare module "three" {
  export class Vector2 {
    constructor(x?: number, y?: number);
  }
  export class Vector3 {
    x: number;
    y: number;
    z: number;
    constructor(x?: number, y?: number, z?: number);
    set(x: number, y: number, z: number): this;
    copy(other: Vector3): this;
    clone(): Vector3;
    add(other: Vector3): this;
    sub(other: Vector3): this;
    dot(other: Vector3): number;
    length(): number;
    normalize(): this;
    multiplyScalar(by: number): this;
    project(camera: PerspectiveCamera): this;
    transformDirection(matrix: Matrix4): this;
  }
  export class Matrix4 {}
  export class Color {
    constructor(colour: string | number);
  }
  export class Box3 {
    min: Vector3;
    max: Vector3;
    setFromObject(object: Object3D): this;
    getCenter(into: Vector3): Vector3;
    getSize(into: Vector3): Vector3;
  }
  export class Object3D {
    position: Vector3;
    matrixWorld: Matrix4;
    geometry?: { dispose(): void };
    add(...children: Object3D[]): this;
    remove(...children: Object3D[]): this;
    traverse(visit: (object: Object3D) => void): void;
    updateMatrixWorld(force?: boolean): void;
  }
  interface Texture {
    dispose(): void;
  }
  export class Scene extends Object3D {
    environment: Texture | null;
  }
  export class PerspectiveCamera extends Object3D {
    aspect: number;
    near: number;
    far: number;
    up: Vector3;
    constructor(angle: number, aspect: number, near: number, far: number);
    lookAt(at: Vector3): void;
    updateProjectionMatrix(): void;
  }
  export class HemisphereLight extends Object3D {
    constructor(sky: number, ground: number, intensity: number);
  }
  export class DirectionalLight extends Object3D {
    constructor(colour: number, intensity: number);
  }
  export class WebGLRenderer {
    constructor(options: { canvas: HTMLCanvasElement; antialias: boolean; alpha: boolean });
    setPixelRatio(ratio: number): void;
    setSize(width: number, height: number, updateStyle: boolean): void;
    render(scene: Scene, camera: PerspectiveCamera): void;
    dispose(): void;
    forceContextLoss(): void;
  }
  export class PMREMGenerator {
    constructor(renderer: WebGLRenderer);
    fromScene(
      scene: Scene,
      sigma: number,
      near: number,
      far: number,
      options: { size: number },
    ): { texture: Texture };
    dispose(): void;
  }
  export interface Intersection {
    point: Vector3;
    object: Object3D;
    face: { normal: Vector3 } | null;
  }
  export class Raycaster {
    set(origin: Vector3, direction: Vector3): void;
    setFromCamera(at: Vector2, camera: PerspectiveCamera): void;
    intersectObject(object: Object3D, recursive: boolean): Intersection[];
  }
}

declare module "three/examples/jsm/controls/OrbitControls.js" {
  import type { PerspectiveCamera, Vector3 } from "three";
  export class OrbitControls {
    target: Vector3;
    minDistance: number;
    maxDistance: number;
    enablePan: boolean;
    constructor(camera: PerspectiveCamera, element: HTMLElement);
    update(): void;
    addEventListener(type: "change" | "start", listener: () => void): void;
    dispose(): void;
  }
}

declare module "three/examples/jsm/loaders/GLTFLoader.js" {
  import type { Object3D } from "three";
  export class GLTFLoader {
    parseAsync(data: ArrayBuffer, path: string): Promise<{ scene: Object3D }>;
  }
}

declare module "three/examples/jsm/environments/RoomEnvironment.js" {
  import { Scene } from "three";
  export class RoomEnvironment extends Scene {}
}
