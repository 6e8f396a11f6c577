"use client";
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";

const Announce = createContext<(message: string) => void>(() => {});

/** Says what was sent last above the forms: the form itself is gone where nothing of its order waits any more. */
export function SentNote({ children }: { children: ReactNode }) {
  const [message, setMessage] = useState<string | null>(null);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (message) note.current?.scrollIntoView({ block: "center" });
  }, [message]);
  return (
    <Announce value={setMessage}>
      <div ref={note} role="status">
        {message ? <p className="result">{message}</p> : null}
      </div>
      {children}
    </Announce>
  );
}

export const useAnnounce = () => useContext(Announce);
