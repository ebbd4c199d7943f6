"use client";

/** When even the frame fails: nothing of ours is left to draw with. */
export default function GlobalError(props: { error: { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <h1>Herald could not show this page</h1>
        <p>Something went wrong on our side. Code for whoever helps: {props.error.digest}</p>
        <button type="button" onClick={props.reset}>
          Try again
        </button>
      </body>
    </html>
  );
}
