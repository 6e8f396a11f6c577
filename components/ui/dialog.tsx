"use client";
import { type ReactNode, type RefObject, useId, useRef, useSyncExternalStore } from "react";
import { Button, type ButtonLook } from "./button";
import { Icon } from "./icon";

const never = () => () => {};
/** False on the server and while a page comes to life, true from then on. */
const useScript = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/**
 * A native dialog with a name and a way out. Open it with `sheet.current?.showModal()`. What is in it is not sent with
 * the page: nobody can open it before the script runs.
 */
export function Sheet({
  title,
  children,
  wide = false,
  sheet,
  onClose,
}: {
  title: ReactNode;
  children: ReactNode;
  wide?: boolean;
  sheet: RefObject<HTMLDialogElement | null>;
  onClose?: () => void;
}) {
  const id = useId();
  const script = useScript();
  return (
    <dialog
      ref={sheet}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby={id}
      onClose={onClose}
      // Keys pressed inside belong to the dialog, not to the list or menu it was opened from.
      onKeyDown={(event) => event.stopPropagation()}
    >
      {script ? (
        <>
          <h2 id={id}>{title}</h2>
          {children}
          <Button plain small className="close" aria-label="Close" onClick={() => sheet.current?.close()}>
            <Icon name="close" />
          </Button>
        </>
      ) : null}
    </dialog>
  );
}

/** A button and the dialog it opens. Forms inside with `method="dialog"` close it. */
export function Dialog({
  trigger,
  title,
  children,
  wide,
  ...look
}: { trigger: ReactNode; title: ReactNode; children: ReactNode; wide?: boolean } & ButtonLook) {
  const sheet = useRef<HTMLDialogElement>(null);
  return (
    <>
      <Button {...look} aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        {trigger}
      </Button>
      <Sheet sheet={sheet} title={title} wide={wide}>
        {children}
      </Sheet>
    </>
  );
}
