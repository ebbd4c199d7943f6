import { notFound } from "next/navigation";

/** An id of the URL; anything else is the 404 page. */
export function numberParam(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id <= 0) notFound();
  return id;
}
