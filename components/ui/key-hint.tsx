/** The keys that do the same, one after the other: `keys={["g", "s"]}`. */
export function KeyHint({ keys, does }: { keys: readonly string[]; does?: string }) {
  return (
    <span>
      {keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice, and the order never changes
        <kbd key={index}>{key}</kbd>
      ))}
      {does ? ` ${does}` : null}
    </span>
  );
}
