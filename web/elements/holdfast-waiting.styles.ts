import { css } from 'lit';

export const waitingStyles = css`
  li {
    padding-block: 0.3125rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  bdi {
    display: block;
  }

  time {
    white-space: nowrap;
  }
`;
