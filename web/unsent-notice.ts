/** Takes back what the worker told of unsent changes outside of the page, as soon as none is left. */

import { parseMessage } from '../replica/messages.ts';
import type { Channel } from '../replica/ports.ts';
import type { ReplicaView } from '../replica/replica-view.ts';

export interface UnsentNoticeHost {
  readonly channel: Channel;
  readonly view: Pick<ReplicaView, 'inTurn' | 'unsentIds'>;
  readonly takeBack: () => Promise<void>;
}

export function takeBackWhenSent({ channel, view, takeBack }: UnsentNoticeHost): void {
  // One may stand there from another day.
  let mayStand = true;
  const look = async (): Promise<void> => {
    const isUnsent = view.unsentIds().size > 0;
    if (mayStand && !isUnsent) await takeBack();
    mayStand = isUnsent;
  };
  channel.listen((message) => {
    // In turn, so that the view has followed the attempt.
    if (parseMessage(message)?.kind === 'attempted') void view.inTurn(look);
  });
}
