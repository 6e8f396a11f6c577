/** The pattern of everything in production; once on every page, since the bars fill with `url(#hatch)`. */
export function Hatch() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="vh">
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path className="hatch-line" d="M1.5 0v5" strokeWidth="2.4" />
        </pattern>
      </defs>
    </svg>
  );
}
