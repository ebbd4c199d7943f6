import "@fontsource-variable/open-sans/index.css";
import "@/components/layout/theme/global.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/theme/providers";
import { themeChoiceOf, themeCookie } from "@/components/layout/theme/theme-choice";

export const metadata: Metadata = {
  title: { default: "Herald", template: "%s · Herald" },
  description: "Targeted push notifications, and what came of them.",
  robots: { index: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = themeChoiceOf((await cookies()).get(themeCookie)?.value);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
