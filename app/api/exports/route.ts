import type { NextRequest } from "next/server";
import { handleDownload } from "@/server/trpc/download";

export const dynamic = "force-dynamic";

export function GET(request: NextRequest): Promise<Response> {
  return handleDownload(request, (name) => request.cookies.get(name)?.value);
}
