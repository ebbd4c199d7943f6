"use client";

import { makeStyles, tokens } from "@fluentui/react-components";
import { memo, type PointerEvent, useId, useRef, useState } from "react";
import { ComposableMap, Marker, useMapContext } from "react-simple-maps";
import { feature } from "topojson-client";
import atlas from "world-atlas/countries-110m.json";
import { Hatch } from "@/components/charts/hatch";
import { colorOf, type MapClasses } from "./classes";
import { marketOfShape, pointOfMarket } from "./places";

const useStyles = makeStyles({
  root: { position: "relative" },
  tip: {
    position: "absolute",
    zIndex: 3,
    pointerEvents: "none",
    padding: "8px 12px",
    fontSize: "12px",
    lineHeight: "16px",
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow8,
    whiteSpace: "nowrap",
    transform: "translate(-50%, calc(-100% - 12px))",
  },
  map: {
    display: "block",
    width: "100%",
    height: "auto",
    "& [data-market]": { cursor: "pointer" },
    "& [data-market]:hover": { stroke: tokens.colorNeutralForeground1, strokeWidth: "1.2px" },
    "@media (forced-colors: active)": { "& path": { stroke: "CanvasText" } },
  },
});

export interface MarketValue {
  market: string;
  /** null: nobody to take a share of. */
  share: number | null;
  /** So few that the share is mostly chance. */
  isSmall: boolean;
}

interface MapProps {
  label: string;
  values: MarketValue[];
  classes: MapClasses;
  /** What is shown at the pointer. */
  tipOf(market: string): string[];
  onChoose(market: string): void;
}

/**
 * The world by market. For the eye and the pointer; the table beside it has the same for everybody, every market
 * included. Markets too small for a shape are circles.
 */
export function WorldMap(props: MapProps) {
  const styles = useStyles();
  const root = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<{ market: string; x: number; y: number }>();
  function point(event: PointerEvent): void {
    const market = marketAt(event.target);
    const box = root.current?.getBoundingClientRect();
    setTip(market && box ? { market, ...placeOf(event, box) } : undefined);
  }
  const lines = tip ? props.tipOf(tip.market) : [];
  return (
    <div ref={root} className={styles.root}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a pointer's short cut; the table's buttons do the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
      <div
        onPointerMove={point}
        onPointerLeave={() => setTip(undefined)}
        onClick={(event) => {
          const market = marketAt(event.target);
          if (market) props.onChoose(market);
        }}
      >
        <Drawing label={props.label} values={props.values} classes={props.classes} />
      </div>
      {tip && (
        <div className={styles.tip} style={{ left: tip.x, top: tip.y }} aria-hidden>
          {lines.map((line, index) => (
            <div key={line}>{index === 0 ? <strong>{line}</strong> : line}</div>
          ))}
        </div>
      )}
    </div>
  );
}

/** Where the tip stands: over the pointer, within the map. */
function placeOf(event: PointerEvent, box: DOMRect) {
  const half = Math.min(130, box.width / 2);
  const x = Math.max(half, Math.min(box.width - half, event.clientX - box.left));
  return { x, y: event.clientY - box.top };
}

function marketAt(target: EventTarget): string | undefined {
  const shape = target instanceof Element ? target.closest("[data-market]") : null;
  return shape?.getAttribute("data-market") ?? undefined;
}

const antarctica = "010";
const size = { width: 820, height: 412 };

/** A shape's outline. All maps are drawn alike, so each is computed once for all of them. */
const outlines = new Map<string, string>();

const countries = feature(atlas, atlas.objects.countries)
  .features.filter(({ id }) => id !== antarctica)
  .map((shape) => {
    const key = String(shape.id ?? shape.properties?.name);
    return { key, market: marketOfShape[key], shape };
  });

type Country = (typeof countries)[number];

const Drawing = memo(function Drawing(props: Pick<MapProps, "label" | "values" | "classes">) {
  const styles = useStyles();
  const hatch = useId();
  const byMarket = new Map(props.values.map((value) => [value.market, value]));
  const looksOf = (market: string | undefined) => {
    const value = market ? byMarket.get(market) : undefined;
    const color = value && colorOf(value.share, props.classes);
    return {
      fill: color ?? `url(#${hatch})`,
      fillOpacity: value?.isSmall ? 0.45 : 1,
      "data-market": value ? market : undefined,
    };
  };
  return (
    <ComposableMap
      className={styles.map}
      {...size}
      projection="geoNaturalEarth1"
      projectionConfig={{ scale: 159, center: [0, 9] }}
      role="img"
      aria-label={props.label}
      data-chart
    >
      <defs>
        <Hatch
          id={hatch}
          color={tokens.colorNeutralForegroundDisabled}
          size={4}
          background={tokens.colorNeutralBackground1}
        />
      </defs>
      {countries.map((country) => (
        <Shape key={country.key} country={country} {...looksOf(country.market)} />
      ))}
      {props.values
        .filter(({ market }) => pointOfMarket[market])
        .map(({ market }) => (
          <Marker key={market} coordinates={pointOfMarket[market] ?? [0, 0]}>
            <circle
              r={4.5}
              stroke={tokens.colorNeutralBackground1}
              strokeWidth={1}
              {...looksOf(market)}
            />
          </Marker>
        ))}
    </ComposableMap>
  );
});

/** A component each, so that React may stop between two: all outlines at once block the page (0.07 s). */
function Shape({ country, ...looks }: { country: Country; fill: string; fillOpacity: number }) {
  const { path } = useMapContext();
  const { key, shape } = country;
  const outline = outlines.get(key) ?? path(shape) ?? "";
  outlines.set(key, outline);
  return <path d={outline} stroke={tokens.colorNeutralBackground1} strokeWidth={0.5} {...looks} />;
}
