/** Diagonal lines: the failed part of a bar, a market without data. Told apart without colour. */
export function Hatch(props: { id: string; color: string; background?: string; size?: number }) {
  const size = props.size ?? 5;
  return (
    <pattern id={props.id} width={size} height={size} patternUnits="userSpaceOnUse">
      {props.background && <rect width={size} height={size} fill={props.background} />}
      <path
        d={`M-1 ${size + 1}L${size + 1} -1M-1 1L1 -1M${size - 1} ${size + 1}L${size + 1} ${size - 1}`}
        stroke={props.color}
        strokeWidth={size / 3.4}
      />
    </pattern>
  );
}
