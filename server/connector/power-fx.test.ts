import { describe, expect, it } from "vitest";
import { readPowerFx } from "./power-fx";

/** Byte for byte as the seed prints them. */
const firstSample = `//Send a basic notification.
PowerAppsNotification.SendPushNotification(
 {
  recipients: [""f60ccf6f-7579-4f92-967c-2920473c966b", 72f988bf-86f1-41af-91ab-2d7cd011db47],
  message: "A new case was assigned to you."
 }
)
`;
const secondSample = `//Send a notification that opens the targeted PowerApps app, and passes along specific parameters.
PowerAppsNotification.SendPushNotification(
{
  recipients:["email1@contoso.com", "email2@contoso.com"],
  message:"message in the notif toast",
  params:Table({key:"notificationKey", value:"The value for notificationKey"}),
  openApp:true
 }
)
`;

describe("a call as Power Fx writes it (C-24 to C-26)", () => {
  it("reads the seed's second sample as it is printed", () => {
    expect(readPowerFx(secondSample)).toEqual({
      ok: true,
      push: {
        recipients: ["email1@contoso.com", "email2@contoso.com"],
        message: "message in the notif toast",
        openApp: true,
        params: { notificationKey: "The value for notificationKey" },
      },
    });
  });

  it("points at the broken quoting of the seed's first sample, and reads it mended", () => {
    expect(readPowerFx(firstSample)).toEqual({
      ok: false,
      message: "Two quotation marks where a text starts with one. Remove the first of them.",
      line: 4,
      column: 16,
    });
    const half = firstSample.replace('""f60', '"f60');
    expect(readPowerFx(half)).toMatchObject({
      ok: false,
      message: "The object ID 72f988bf-86f1-41af-91ab-2d7cd011db47 is not in quotation marks.",
      line: 4,
      column: 56,
    });
    const whole = half.replace(/ (72f988bf[-\w]+)\]/, ' "$1"]');
    expect(readPowerFx(whole)).toMatchObject({
      ok: true,
      push: { openApp: false, params: {}, message: "A new case was assigned to you." },
    });
  });

  it.each([
    [
      "a name of the connection with spaces",
      `'Case desk'.SendPushNotification({message:"x",recipients:["a@b.c"]})`,
    ],
    ["no name of a connection", `SendPushNotification({recipients:["a@b.c"];message:"x"});`],
    [
      "semicolons where a comma is the decimal sign",
      `A.SendPushNotification({recipients:["a@b.c"];message:"x";params:Table({key:"n";value:"1"})});;`,
    ],
    [
      "GUID()",
      `A.SendPushNotification({recipients:[GUID("f60ccf6f-7579-4f92-967c-2920473c966b")], message:"x"})`,
    ],
  ])("takes %s", (_, formula) => {
    expect(readPowerFx(formula)).toMatchObject({ ok: true, push: { message: "x" } });
  });

  it("reads doubled quotation marks, numbers and several parameters", () => {
    const formula = `A.SendPushNotification({recipients:["a@b.c"], message:"Say ""hi""",
      params:Table({key:"CaseID", value:42}, {key:"Urgent", value:true})})`;
    expect(readPowerFx(formula)).toMatchObject({
      ok: true,
      push: { message: 'Say "hi"', params: { CaseID: "42", Urgent: "true" } },
    });
  });

  it.each([
    ['A.SendPushNotification({recipients:["a@b.c"]})', "message is missing.", 1, 24],
    [
      'A.SendPushNotification({message:"x", recipients:[]})',
      "recipients: Name at least one recipient.",
      1,
      38,
    ],
    ['A.Notify({message:"x"})', "This calls something else than SendPushNotification.", 1, 1],
    [
      'A.SendPushNotification({mesage:"x"})',
      "SendPushNotification has no mesage. It has: recipients, message, openApp, params.",
      1,
      25,
    ],
    ['A.SendPushNotification({message:"x",\nmessage:"y"})', "message is there twice.", 2, 1],
    ['A.SendPushNotification({message:"x\n})', "This text has no closing quotation mark.", 1, 33],
    [
      "A.SendPushNotification({message:User().Email})",
      "User(…) is worked out in your app. Write its result here.",
      1,
      33,
    ],
    [
      'A.SendPushNotification({message:"x", recipients:["a@b.c"]}) B.x()',
      "One call at a time: remove what follows.",
      1,
      61,
    ],
    [
      'A.SendPushNotification({message:"x" recipients:[]})',
      "A comma or } was expected, not recipients.",
      1,
      37,
    ],
    [
      'A.SendPushNotification({message:"x", recipients:["a@b.c"], params:Table({key:"a",value:1},{key:"a",value:2})})',
      "params: The parameter “a” is there twice. Each name once.",
      1,
      60,
    ],
    ["", "A name was expected, not the end.", 1, 1],
  ])("says what to mend in %s", (formula, message, line, column) => {
    expect(readPowerFx(formula)).toEqual({ ok: false, message, line, column });
  });
});
