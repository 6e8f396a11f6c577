import { Icon } from "@/components/ui/icon";
import { BucketGlyph } from "./bucket-glyph";

/** The kinds of the seed's "Alert Indicators", as the alerts name them. */
export type AlertKind = "blocked" | "error" | "delay" | "quality";

const WORDS = { blocked: "Blocked", error: "Error", delay: "Delay", quality: "Quality" } as const;

export function AlertGlyph({ kind, size = 15 }: { kind: AlertKind; size?: number }) {
  if (kind === "quality") return <Icon name="flag" size={size} className="gl c-hold" />;
  return (
    <BucketGlyph
      bucket={kind === "blocked" ? "hold" : kind === "error" ? "attention" : "delay"}
      size={size}
    />
  );
}

/** Glyph and name of a kind of alert. */
export function AlertKindBadge({ kind, size }: { kind: AlertKind; size?: number }) {
  return (
    <span className="st">
      <AlertGlyph kind={kind} size={size} />
      <span className="k">{WORDS[kind]}</span>
    </span>
  );
}
