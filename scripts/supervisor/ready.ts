const askEveryMs = 200;
const complainAfterMs = 60_000;

async function answerOf(port: number): Promise<string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok ? "ready" : `it answers ${response.status}: ${await response.text()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Waits for /api/health; says once what it hears when that takes long, and goes on waiting. */
export async function untilReady(
  port: number,
  isOver: () => boolean,
  say: (line: string) => void,
): Promise<void> {
  const complainAt = Date.now() + complainAfterMs;
  let hasComplained = false;
  while (!isOver()) {
    const answer = await answerOf(port);
    if (answer === "ready") return;
    if (!hasComplained && Date.now() > complainAt) {
      hasComplained = true;
      say(`Herald is not ready after a minute (${answer.slice(0, 200)}); still waiting.`);
    }
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}
