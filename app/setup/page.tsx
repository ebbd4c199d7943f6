import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthPage } from "@/components/auth/auth-page";
import { SetupForm } from "@/components/auth/setup-form";
import { instance } from "@/server/auth/instance";
import { publicCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Set up Herald" };

export default async function SetupPage() {
  const { setup } = await publicCaller();
  if (!setup.isOpen) redirect("/");
  const { host, version } = instance();
  return (
    <AuthPage host={host} version={version}>
      <SetupForm />
    </AuthPage>
  );
}
