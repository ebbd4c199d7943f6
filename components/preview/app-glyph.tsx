export function AppGlyph(props: { glyph: string; color: string; size: number }) {
  return (
    <span
      aria-hidden
      style={{
        width: props.size,
        height: props.size,
        borderRadius: 4,
        background: props.color,
        display: "inline-block",
        flexShrink: 0,
      }}
    />
  );
}
