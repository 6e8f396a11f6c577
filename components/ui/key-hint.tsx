/** The keys that do the same, one after the other: `keys={["g", "s"]}`. */
export function KeyHint({ keys, does }: { keys: readonly string[]; does?: string }) {
  return (
    <span>
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
      {does ? ` ${does}` : null}
    </span>
  );
}
