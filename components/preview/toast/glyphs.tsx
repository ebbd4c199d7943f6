const strokes = {
  close: "m3.5 3.5 9 9m0-9-9 9",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  chevronDown: "m3 6 5 5 5-5",
} as const;

/** Small signs of Windows' own controls, 16 × 16. */
export function Sign({ name, size = 12 }: { name: keyof typeof strokes; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.2 : 1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={strokes[name]} />
    </svg>
  );
}
