import { Icon } from "@/components/ui/icon";
import { BucketGlyph } from "./bucket-glyph";

/** The kinds of the seed's "Alert Indicators", as the alerts name them. */
export type AlertKind = "blocked" | "error" | "delay" | "quality";

const WORDS = {
  blocked: "Blocked",
  error: "Error",
  delay: "Delay",
  risk: "At risk",
  quality: "Quality",
} as const;
const GLYPHS = { blocked: "hold", error: "attention", delay: "delay", risk: "risk" } as const;

export function AlertGlyph({ kind, size = 15 }: { kind: AlertKind | "risk"; size?: number }) {
  if (kind === "quality") return <Icon name="flag" size={size} className="gl c-hold" />;
  return <BucketGlyph bucket={GLYPHS[kind]} size={size} />;
}

/** Glyph and name of a kind of alert; "risk" is a delay that has not begun. */
export function AlertKindBadge({ kind, size }: { kind: AlertKind | "risk"; size?: number }) {
  return (
    <span className="st">
      <AlertGlyph kind={kind} size={size} />
      <span className="k">{WORDS[kind]}</span>
    </span>
  );
}
