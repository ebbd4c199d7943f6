"use client";

import { makeStyles } from "@fluentui/react-components";
import { createContext, type ReactNode, useContext, useState } from "react";
import { createPortal } from "react-dom";

const useStyles = makeStyles({
  foot: {
    display: "none",
    "@media (max-width: 639.98px)": { display: "block", flexBasis: "100%" },
  },
});

const FootContext = createContext<{
  place: HTMLElement | null;
  set(place: HTMLElement | null): void;
}>({
  place: null,
  set: () => undefined,
});

/** Lets a step put something into the bar at the foot, above its buttons, on a phone. */
export function PhoneFootProvider({ children }: { children: ReactNode }) {
  const [place, set] = useState<HTMLElement | null>(null);
  return <FootContext value={{ place, set }}>{children}</FootContext>;
}

/** Where it goes. */
export function PhoneFootPlace() {
  const styles = useStyles();
  const { set } = useContext(FootContext);
  return <div ref={set} className={styles.foot} />;
}

/** What goes there. */
export function PhoneFoot({ children }: { children: ReactNode }) {
  const { place } = useContext(FootContext);
  return place && createPortal(children, place);
}
