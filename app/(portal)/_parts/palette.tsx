"use client";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Sheet } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import type { Found } from "@/lib/variants/search";

/** A place of the portal, or something that was found. */
export interface Hit {
  href: string;
  name: string;
  about?: string;
}

const PAUSE = 160;

/** Whether a key was meant for a field someone types in. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Ctrl/Cmd-K, or a press: places of the portal, and what a search finds while it is typed. */
export function Palette({ places, hint }: { places: readonly Hit[]; hint: string }) {
  const sheet = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const open = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || isTyping(event.target))
        return;
      event.preventDefault();
      if (!sheet.current?.open) sheet.current?.showModal();
    };
    document.addEventListener("keydown", open);
    return () => document.removeEventListener("keydown", open);
  }, []);
  return (
    <>
      <a
        className="search"
        href="/search"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          sheet.current?.showModal();
        }}
      >
        <Icon name="search" />
        <span className="t">Search</span> <kbd>Ctrl K</kbd>
      </a>
      <Sheet sheet={sheet} title="Go to" onClose={() => setTyped("")}>
        <Choices
          places={places}
          hint={hint}
          typed={typed}
          onType={setTyped}
          onTaken={() => sheet.current?.close()}
        />
      </Sheet>
    </>
  );
}

function Choices({
  places,
  hint,
  typed,
  onType,
  onTaken,
}: {
  places: readonly Hit[];
  hint: string;
  typed: string;
  onType: (text: string) => void;
  onTaken: () => void;
}) {
  const router = useRouter();
  const id = useId();
  const found = useFound(typed);
  const [at, setAt] = useState(0);
  const text = typed.trim();
  const everywhere: Hit = { href: `/search?q=${encodeURIComponent(text)}`, name: `Search for “${text}”` };
  const fitting = places.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  const hits: readonly Hit[] = text === "" ? places : [...fitting, ...found, everywhere];
  const current = Math.min(at, hits.length - 1);

  function go(hit: Hit | undefined) {
    if (!hit) return;
    onTaken();
    router.push(hit.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((current + step + hits.length) % hits.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(hits[current]);
    }
  }

  return (
    <div className="palette">
      <input
        className="inp"
        type="search"
        role="combobox"
        aria-label={hint}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={`${id}${current}`}
        aria-autocomplete="list"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: a dialog begins at the field it was opened for
        autoFocus
        placeholder={hint}
        value={typed}
        onChange={(event) => {
          onType(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label="Places and results">
        {hits.map((hit, index) => (
          <a
            key={hit.href}
            id={`${id}${index}`}
            role="option"
            aria-selected={index === current}
            tabIndex={-1}
            href={hit.href}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go(hit);
            }}
          >
            <b>{hit.name}</b>
            {hit.about ? <span className="quiet"> {hit.about}</span> : null}
          </a>
        ))}
      </div>
    </div>
  );
}

/** What the server finds for the text, a moment after the typing paused; the last answer stays until the next. */
function useFound(typed: string): readonly Hit[] {
  const [found, setFound] = useState<readonly Hit[]>([]);
  useEffect(() => {
    const text = typed.trim();
    if (text.length < 2) {
      setFound([]);
      return;
    }
    const asked = new AbortController();
    const wait = setTimeout(async () => {
      try {
        const answer = await fetch(`/search/suggest?q=${encodeURIComponent(text)}`, { signal: asked.signal });
        if (answer.ok) setFound(hitsOf((await answer.json()) as Found));
      } catch {
        // Aborted by the next letter, or offline: the way to the page that searches stays.
      }
    }, PAUSE);
    return () => {
      clearTimeout(wait);
      asked.abort();
    };
  }, [typed]);
  return found;
}

function hitsOf({ variants, batches, products, orders, quotes }: Found): Hit[] {
  return [
    ...batches.map(({ id, name }) => ({ href: `/batches/${id}`, name, about: "batch" })),
    ...variants.map(({ id, sku, product, batch }) => ({
      href: `/variants/${id}`,
      name: sku,
      about: `${product}, ${batch}`,
    })),
    ...products.map(({ id, name, brand }) => ({ href: `/products/${id}`, name, about: `product, ${brand}` })),
    ...orders.map(({ id, number }) => ({ href: `/orders/${id}`, name: number, about: "order" })),
    ...quotes.map(({ id, number, order }) => ({
      href: `/quotes/${id}`,
      name: number,
      about: `quote, ${order}`,
    })),
  ];
}
