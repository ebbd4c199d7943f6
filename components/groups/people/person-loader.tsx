"use client";

import dynamic from "next/dynamic";
import { TableSkeleton } from "@/components/table/table-skeleton";

/** Only in the browser: the server's HTML of this page does not survive hydration (React #418, cause not found). */
export const PersonLoader = dynamic(
  () => import("./person-page").then((module) => module.PersonPage),
  { ssr: false, loading: () => <TableSkeleton rows={8} /> },
);
