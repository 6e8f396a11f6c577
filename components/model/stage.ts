import {
  Box3,
  DirectionalLight,
  HemisphereLight,
  type Object3D,
  PerspectiveCamera,
  PMREMGenerator,
  Raycaster,
  Scene,
  Vector2,
  Vector3,
  WebGLRenderer,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { RoomEnvironment } from "three/examples/jsm/environments/RoomEnvironment.js";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import type { Place, View } from "./place";

/** Where each view stands, seen from the middle of the model. */
const FROM: Readonly<Record<View, readonly [number, number, number]>> = {
  front: [0, 0.02, 1],
  side: [1, 0.05, 0.02],
  top: [0, 1, 0.02],
  temple: [0.75, 0.25, -0.65],
  turned: [0.55, 0.28, 0.8],
};

/** Finer than 2 is seen by nobody and costs four times as much. */
const pixelRatio = () => Math.min(window.devicePixelRatio, 2);

/** A place as it is on the screen, in CSS pixels of the stage; `hidden` where the model is in front of it. */
export interface OnScreen {
  x: number;
  y: number;
  hidden: boolean;
}

/**
 * A model in a canvas: turned, zoomed, asked what is under a point. Draws only when something changed. The constructor
 * throws where the browser has no WebGL.
 */
export class Stage {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(28, 1, 0.005, 20);
  private readonly controls: OrbitControls;
  private readonly ray = new Raycaster();
  private readonly middle = new Vector3();
  private model: Object3D | null = null;
  private reach = 0.1;
  private frame = 0;

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly onDraw: () => void,
  ) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    const light = new DirectionalLight(0xffffff, 0.9);
    light.position.set(0.4, 1, 0.8);
    this.scene.add(new HemisphereLight(0xffffff, 0x8a8a8a, 0.3), light);
    const environment = new PMREMGenerator(this.renderer);
    // At three's 256 px a machine that draws without a graphics card stood still for half a minute.
    this.scene.environment = environment.fromScene(new RoomEnvironment(), 0.04, 0.1, 100, {
      size: 64,
    }).texture;
    environment.dispose();
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.addEventListener("change", () => this.draw());
  }

  /** Shows a model in place of the one before; the view stays as it was, unless there was none. */
  async show(bytes: ArrayBuffer): Promise<void> {
    const { scene } = await new GLTFLoader().parseAsync(bytes, "");
    const first = this.model === null;
    this.clear();
    this.model = scene;
    this.scene.add(scene);
    scene.updateMatrixWorld(true);
    const box = new Box3().setFromObject(scene);
    box.getCenter(this.middle);
    this.reach = box.getSize(new Vector3()).length() / 2;
    this.controls.minDistance = this.reach * 0.5;
    this.controls.maxDistance = this.reach * 8;
    this.camera.near = this.reach / 50;
    this.camera.far = this.reach * 40;
    if (first) this.look("turned");
    this.controls.target.copy(this.middle);
    this.controls.update();
    this.draw();
  }

  private clear(): void {
    if (!this.model) return;
    this.model.traverse(({ geometry }) => geometry?.dispose());
    this.scene.remove(this.model);
    this.model = null;
  }

  /** Fits the drawing to its place. */
  resize(width: number, height: number): void {
    if (width === 0 || height === 0) return;
    this.renderer.setPixelRatio(pixelRatio());
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  look(view: View): void {
    const away =
      this.reach * (view === "side" || view === "top" ? 3.4 : 3.9) * Math.max(1, 1.15 / this.camera.aspect);
    this.camera.position.copy(new Vector3(...FROM[view]).normalize().multiplyScalar(away).add(this.middle));
    this.controls.target.copy(this.middle);
    this.controls.update();
    this.draw();
  }

  /** Moves the camera nearer (below 1) or further away. */
  zoom(by: number): void {
    const { position } = this.camera;
    position.copy(position.clone().sub(this.middle).multiplyScalar(by).add(this.middle));
    this.controls.update();
    this.draw();
  }

  /** The surface under a point of the canvas, in CSS pixels from its corner; null beside the model. */
  pick(x: number, y: number): Place | null {
    const { clientWidth, clientHeight } = this.canvas;
    this.ray.setFromCamera(new Vector2((x / clientWidth) * 2 - 1, 1 - (y / clientHeight) * 2), this.camera);
    return this.hit();
  }

  /** The surface nearest to a place, looked for from outside along its normal; the place itself where there is none. */
  snap(place: Place): Place {
    const normal = new Vector3(...place.normal).normalize();
    const start = new Vector3(...place.position).add(normal.clone().multiplyScalar(this.reach * 2));
    this.ray.set(start, normal.multiplyScalar(-1));
    return this.hit() ?? place;
  }

  private hit(): Place | null {
    const [found] = this.model ? this.ray.intersectObject(this.model, true) : [];
    if (!found) return null;
    const normal = (found.face?.normal ?? new Vector3(0, 0, 1))
      .clone()
      .transformDirection(found.object.matrixWorld);
    return {
      position: [found.point.x, found.point.y, found.point.z],
      normal: [normal.x, normal.y, normal.z],
    };
  }

  /** Where a place is seen now. */
  project({ position, normal }: Place): OnScreen {
    const at = new Vector3(...position);
    const away = this.camera.position.clone().sub(at);
    const hidden = away.dot(new Vector3(...normal)) < 0;
    const seen = at.project(this.camera);
    const { clientWidth, clientHeight } = this.canvas;
    return { x: ((seen.x + 1) / 2) * clientWidth, y: ((1 - seen.y) / 2) * clientHeight, hidden };
  }

  draw(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.renderer.render(this.scene, this.camera);
      this.onDraw();
    });
  }

  /** What is seen now, as a picture at least `width` pixels wide with nothing behind the model. */
  picture(width: number): Promise<Blob | null> {
    this.renderer.setPixelRatio(Math.max(pixelRatio(), width / this.canvas.clientWidth));
    this.renderer.render(this.scene, this.camera);
    // What is drawn is copied at once; the picture follows.
    const picture = new Promise<Blob | null>((resolve) => this.canvas.toBlob(resolve));
    this.renderer.setPixelRatio(pixelRatio());
    this.draw();
    return picture;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.clear();
    this.controls.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }
}
