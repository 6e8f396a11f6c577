"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/**
 * Takes every `Link` of the document. One listener for all, since a component for each costs every answer its render
 * twice, and a list of 200 rows its waking in the browser. What a browser does with a modified click stays its own.
 */
export function Ways() {
  const router = useRouter();
  useEffect(() => {
    const take = (event: MouseEvent) => {
      const way = event.target instanceof Element ? event.target.closest("a[data-way]") : null;
      const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (!way || event.defaultPrevented || event.button !== 0 || modified || way.hasAttribute("target"))
        return;
      event.preventDefault();
      router.push(way.getAttribute("href") ?? "", { scroll: way.getAttribute("data-way") === "top" });
    };
    document.addEventListener("click", take);
    return () => document.removeEventListener("click", take);
  }, [router]);
  return null;
}
