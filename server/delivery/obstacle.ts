/** Why nothing can be sent until a person does something. The notification is paused with this sentence. */
export class Obstacle {
  constructor(readonly sentence: string) {}
}
