/** The house's mark. Nothing else may look like glasses, but the frame that is the map. */
export function Mark({ width = 34 }: { width?: number }) {
  return (
    <svg
      width={width}
      height={(width * 14) / 34}
      viewBox="0 0 34 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M0 4h3M31 4h3M14.2 4.5q2.8-2.6 5.6 0" />
      <path d="M3 5C3 2 5 1 8.6 1s5.6 1 5.6 4c0 4-2.2 7-5.6 7S3 9.5 3 5zM19.8 5c0-3 2-4 5.6-4S31 2 31 5c0 4.5-2.2 7-5.6 7s-5.6-3-5.6-7z" />
    </svg>
  );
}
