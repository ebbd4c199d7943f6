import type { ReactNode } from "react";
import type { BadgeGlyph, BadgeModel } from "../badge-model";
import styles from "./badge.module.css";

const solid = { fill: "currentColor", stroke: "none" } as const;

const signs: Record<BadgeGlyph, ReactNode> = {
  activity: (
    <path d="M12.5 6.2A5 5 0 0 0 3.6 5.6M3.5 9.8a5 5 0 0 0 8.9.6M3.4 3v2.8h2.8M12.6 13v-2.8H9.8" />
  ),
  alarm: <path d="M4.2 10.8c.8-.8.9-1.8.9-3.3a2.9 2.9 0 0 1 5.8 0c0 1.5.1 2.5.9 3.3ZM7 12.8h2" />,
  alert: <path d="M8 3v10M3.7 5.5l8.6 5M12.3 5.5l-8.6 5" />,
  attention: <path d="M8 3v6.4M8 12.6h.01" strokeWidth="2.2" />,
  available: <circle cx="8" cy="8" r="5" {...solid} />,
  away: <circle cx="8" cy="8" r="5" {...solid} />,
  busy: <circle cx="8" cy="8" r="5" {...solid} />,
  unavailable: <circle cx="8" cy="8" r="5" {...solid} />,
  error: <path d="m4.4 4.4 7.2 7.2m0-7.2-7.2 7.2" strokeWidth="2" />,
  newMessage: <path d="M2.8 4.6h10.4v6.8H2.8Zm0 .4L8 8.8 13.2 5" />,
  paused: <path d="M6 3.8v8.4M10 3.8v8.4" strokeWidth="2.2" />,
  playing: <path d="M5.2 3.4 12.4 8l-7.2 4.6Z" {...solid} />,
};

const dots: Partial<Record<BadgeGlyph, string>> = {
  available: "#008117",
  away: "#FFC20A",
  busy: "#D82128",
  unavailable: "#999999",
};

const words: Record<BadgeGlyph, string> = {
  activity: "Activity",
  alarm: "Alarm",
  alert: "Alert",
  attention: "Attention",
  available: "Available",
  away: "Away",
  busy: "Busy",
  error: "Error",
  newMessage: "New message",
  paused: "Paused",
  playing: "Playing",
  unavailable: "Unavailable",
};

interface BadgeSignProps {
  badge: BadgeModel;
  /** tile: white in the corner; taskbar: a disc of its own. */
  place?: "tile" | "taskbar";
}

export function BadgeSign({ badge, place = "tile" }: BadgeSignProps) {
  const isDot = badge.kind === "glyph" && dots[badge.glyph] !== undefined;
  return (
    <span
      className={place === "tile" ? styles.onTile : styles.disc}
      data-part="badge"
      data-glyph={badge.kind === "glyph" ? badge.glyph : undefined}
      style={isDot && place === "taskbar" ? { background: dots[badge.glyph] } : undefined}
    >
      {badge.kind === "number" ? badge.text : <Glyph glyph={badge.glyph} place={place} />}
    </span>
  );
}

function Glyph({ glyph, place }: { glyph: BadgeGlyph; place: "tile" | "taskbar" }) {
  if (place === "taskbar" && dots[glyph])
    return <span className={styles.hidden}>{words[glyph]}</span>;
  return (
    <svg
      role="img"
      aria-label={words[glyph]}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {signs[glyph]}
    </svg>
  );
}
