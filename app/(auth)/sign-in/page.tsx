import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard, AuthPage } from "@/components/auth/auth-page";
import { safeNext } from "@/components/auth/safe-next";
import { SignInForm } from "@/components/auth/sign-in-form";
import { instance } from "@/server/auth/instance";
import { publicCaller } from "@/server/trpc/caller";

export const metadata: Metadata = { title: "Sign in" };

type Search = Promise<{ next?: string; callbackUrl?: string; error?: string }>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { next, error } = await searchParams;
  const { session, setup } = await publicCaller();
  if (setup.isOpen) redirect("/setup");
  if (session) redirect(safeNext(next));
  const { host, version, ...ways } = instance();
  return (
    <AuthPage host={host} version={version}>
      <AuthCard>
        <SignInForm host={host} next={next} failure={error} {...ways} />
      </AuthCard>
    </AuthPage>
  );
}
