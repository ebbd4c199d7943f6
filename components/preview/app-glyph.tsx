import type { ReactNode } from "react";
import type { AppGlyph as GlyphName } from "@/server/apps/schema";

export interface AppGlyphProps {
  /** One of the built-in pictures; an unknown name shows the general one. */
  glyph: string;
  /** Ground, #RRGGBB. */
  color: string;
  /** CSS px. */
  size?: number;
}

/** Picture of an app: a white sign on a coloured plate. An ornament: the app's name stands beside it. */
export function AppGlyph({ glyph, color, size = 24 }: AppGlyphProps) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      focusable="false"
      style={{ flex: "none", display: "block", forcedColorAdjust: "none" }}
    >
      <rect width="24" height="24" rx={size >= 40 ? 4.5 : 4} fill={color} />
      <AppSign glyph={glyph} />
    </svg>
  );
}

/** The sign alone, drawn in white into a 24 × 24 box; tiles put it on their own ground. */
export function AppSign({ glyph }: { glyph: string }) {
  return (
    <g
      fill="none"
      stroke="#fff"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      data-glyph={glyph}
    >
      {Object.hasOwn(signs, glyph) ? signs[glyph as GlyphName] : signs.app}
    </g>
  );
}

const solid = { fill: "#fff", stroke: "none" } as const;

const signs: Record<GlyphName, ReactNode> = {
  app: (
    <>
      <rect x="6" y="6" width="5" height="5" rx="1" {...solid} />
      <rect x="13" y="6" width="5" height="5" rx="1" {...solid} />
      <rect x="6" y="13" width="5" height="5" rx="1" {...solid} />
      <circle cx="15.5" cy="15.5" r="2.6" {...solid} />
    </>
  ),
  game: (
    <>
      <path d="M8 8.5h8a4 4 0 0 1 3.6 5.7c-.8 1.8-2.6 2-3.7.5l-.8-1.2H8.9l-.8 1.2c-1.1 1.5-2.9 1.3-3.7-.5A4 4 0 0 1 8 8.5Z" />
      <path d="M8 10.2v2.4M6.8 11.4h2.4M15.6 11.4h.01" />
    </>
  ),
  runner: (
    <>
      <circle cx="14.6" cy="5.6" r="1.9" {...solid} />
      <path
        d="M7.2 11.2 9.6 8.7l3-.3 1.2 2.9 2.9 1M12.4 8.6l-2 4.4 2.9 2.3-.6 3.9M10.4 13l-1.2 3-3.1.6"
        strokeWidth="1.9"
      />
    </>
  ),
  chess: (
    <>
      <circle cx="12" cy="7.3" r="2.4" {...solid} />
      <path d="M9.2 10.2h5.6M10.6 10.4c0 2.4-.6 3.7-1.8 5h6.4c-1.2-1.3-1.8-2.6-1.8-5" />
      <path d="M7.6 18.4h8.8" strokeWidth="2.2" />
    </>
  ),
  golf: (
    <>
      <path d="M10.5 18V5.6l6 2.9-6 2.9" />
      <path d="M6.4 17.4c1.2-.9 8.6-1.3 11.2.4" />
      <circle cx="15" cy="15.4" r="1" {...solid} />
    </>
  ),
  weather: (
    <>
      <path d="M8.2 17.6h7.4a3 3 0 0 0 .3-6 4.3 4.3 0 0 0-8.2-.6 3.3 3.3 0 0 0 .5 6.6Z" />
      <path d="M15 6.1a3.2 3.2 0 0 1 3.8 3.4M14.8 3.6v.5M18.3 5.3l.4-.4M20.4 8.6h-.3" />
    </>
  ),
  music: (
    <>
      <path d="M9.6 16.4V7.2l7.2-1.7v9.2" />
      <ellipse cx="7.8" cy="16.6" rx="2" ry="1.7" {...solid} />
      <ellipse cx="15" cy="14.9" rx="2" ry="1.7" {...solid} />
    </>
  ),
  news: (
    <>
      <path d="M5.6 6.4h10.2v11.2H7a1.4 1.4 0 0 1-1.4-1.4ZM15.8 9.6h2.6v6.8a1.3 1.3 0 0 1-2.6 0" />
      <path d="M8.2 9.3h5M8.2 12h5M8.2 14.7h3" strokeWidth="1.4" />
    </>
  ),
  photo: (
    <>
      <rect x="5" y="6.2" width="14" height="11.6" rx="1.6" />
      <path d="m5.4 15.8 3.9-3.9 3.1 3.1 2-2 4.2 4" />
      <circle cx="15" cy="9.6" r="1.2" {...solid} />
    </>
  ),
  shop: (
    <>
      <path d="M6.2 8.8h11.6l-.9 9.2H7.1Z" />
      <path d="M9.2 11V8a2.8 2.8 0 0 1 5.6 0v3" />
    </>
  ),
  travel: <path d="m4.9 12.6 14.4-6.3-4.5 12.4-3.2-5.1ZM11.6 13.6l3-3" strokeWidth="1.6" />,
  health: (
    <>
      <path d="M12 18.2C8 15.4 5.4 13 5.4 9.9a3.4 3.4 0 0 1 6.6-1.2 3.4 3.4 0 0 1 6.6 1.2c0 3.1-2.6 5.5-6.6 8.3Z" />
      <path d="M5.8 12.2h3.4l1.2-2.1 1.9 3.8 1.1-1.7h4.8" strokeWidth="1.4" />
    </>
  ),
};
