/** A figure as Prometheus reads it: its name, what it says, and its values by label. */
export interface Figure {
  name: string;
  help: string;
  type: "gauge" | "counter";
  values: { labels?: Record<string, string | number>; value: number }[];
}

export const textFormat = "text/plain; version=0.0.4; charset=utf-8";

/** Figures in Prometheus' text exposition format 0.0.4; a figure without values is left out. */
export function writeFigures(figures: readonly Figure[]): string {
  return figures
    .filter(({ values }) => values.length > 0)
    .map(({ name, help, type, values }) => {
      const lines = values.map(
        ({ labels = {}, value }) => `${name}${labelText(labels)} ${numberText(value)}`,
      );
      return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join("\n")}\n`;
    })
    .join("");
}

function labelText(labels: Record<string, string | number>): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `${key}="${escaped(String(value)).replaceAll('"', '\\"')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");

function numberText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return String(value);
}
