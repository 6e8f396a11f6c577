"use client";
import { type PointerEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { modelBytes } from "./model-bytes";
import { PinsOverlay } from "./pins-overlay";
import { type Place, type ShownPin, VIEWS, type View } from "./place";
import type { OnScreen, Stage } from "./stage";

export interface ViewerHandle {
  look(view: View): void;
  /** The surface at a place, as far as the model is there to be asked. */
  snap(place: Place): Place;
  /** What is seen now, at least `width` pixels wide; null while there is nothing to see. */
  picture(width: number): Promise<Blob | null>;
}

type Seen = "loading" | "shown" | "failed" | "no-webgl";

const NONE: readonly ShownPin[] = [];

const WORDS: Readonly<Record<Exclude<Seen, "shown">, string>> = {
  loading: "Loading the model …",
  failed: "The model could not be loaded. Load the page again; if it stays away, tell us.",
  "no-webgl":
    "This browser cannot draw 3D. Everything else here works without it; another browser or a phone can show the model.",
};

/**
 * A 3D model that can be turned, zoomed and pinned. Its drawing is loaded in the browser alone, and swaps models without
 * starting anew. Without WebGL it says so, and everything beside it goes on working.
 */
export function ModelViewer({
  src,
  label,
  pins = NONE,
  onPlace,
  handle,
}: {
  /** Address of a GLB. */
  src: string;
  /** What it shows, for ears. */
  label: string;
  pins?: readonly ShownPin[];
  /** Called with the surface that was pressed; without it a press does nothing. */
  onPlace?: (place: Place) => void;
  handle?: Ref<ViewerHandle>;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const stage = useRef<Stage | null>(null);
  const [ready, setReady] = useState(false);
  const [seen, setSeen] = useState<Seen>("loading");
  const [places, setPlaces] = useState<OnScreen[]>([]);
  const shownPins = useRef(pins);

  useImperativeHandle(handle, () => ({
    look: (view) => stage.current?.look(view),
    snap: (place) => stage.current?.snap(place) ?? place,
    picture: async (width) => (seen === "shown" ? ((await stage.current?.picture(width)) ?? null) : null),
  }));

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let gone = false;
    const follow = new ResizeObserver(([entry]) => {
      if (entry) stage.current?.resize(entry.contentRect.width, entry.contentRect.height);
    });
    import("./stage").then(
      ({ Stage }) => {
        if (gone) return;
        try {
          const made: Stage = new Stage(element, () => {
            const seenAt = shownPins.current.map((pin) => made.project(pin));
            setPlaces((was) => (was.length + seenAt.length === 0 ? was : seenAt));
          });
          stage.current = made;
        } catch {
          return setSeen("no-webgl");
        }
        follow.observe(element);
        setReady(true);
      },
      () => setSeen("failed"),
    );
    return () => {
      gone = true;
      follow.disconnect();
      stage.current?.dispose();
      stage.current = null;
      setReady(false);
    };
  }, []);

  useEffect(() => {
    if (!ready) return;
    let late = false;
    setSeen("loading");
    modelBytes(src)
      .then(async (bytes) => {
        if (late) return;
        await stage.current?.show(bytes);
        if (!late) setSeen("shown");
      })
      .catch(() => late || setSeen("failed"));
    return () => {
      late = true;
    };
  }, [ready, src]);

  useEffect(() => {
    shownPins.current = pins;
    stage.current?.draw();
  }, [pins]);

  const pressed = useRef<{ x: number; y: number } | null>(null);
  function release({ nativeEvent: { offsetX: x, offsetY: y, pointerType } }: PointerEvent) {
    const from = pressed.current;
    pressed.current = null;
    // A drag turns the model; only a press puts a pin. A thumb rolls a little where it presses.
    if (!onPlace || !from || Math.hypot(x - from.x, y - from.y) > (pointerType === "touch" ? 12 : 5)) return;
    const place = stage.current?.pick(x, y);
    if (place) onPlace(place);
  }

  return (
    <div className="model">
      <div className={onPlace ? "stage placing" : "stage"}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={label}
          onPointerDown={({ nativeEvent: { offsetX: x, offsetY: y } }) => {
            pressed.current = { x, y };
          }}
          onPointerUp={release}
          // Else the browser clicks as well, where the page that scrolled to the new pin's note now has something else.
          onTouchEnd={(event) => onPlace && event.preventDefault()}
        />
        {seen === "shown" ? <PinsOverlay pins={pins} places={places} /> : null}
        {seen === "shown" ? null : (
          <p className="words" role="status">
            {WORDS[seen]}
          </p>
        )}
      </div>
      <fieldset className="views">
        <legend className="vh">View</legend>
        {VIEWS.map(({ id, label: name }) => (
          <Button key={id} small plain disabled={seen === "no-webgl"} onClick={() => stage.current?.look(id)}>
            {name}
          </Button>
        ))}
        <span className="end">
          <Button
            small
            plain
            disabled={seen === "no-webgl"}
            aria-label="Nearer"
            onClick={() => stage.current?.zoom(0.8)}
          >
            +
          </Button>
          <Button
            small
            plain
            disabled={seen === "no-webgl"}
            aria-label="Further away"
            onClick={() => stage.current?.zoom(1.25)}
          >
            −
          </Button>
        </span>
      </fieldset>
    </div>
  );
}
