import { css } from 'lit';

export const waitingStyles = css`
  holdfast-waiting li {
    padding-block: 0.3125rem;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }

  holdfast-waiting bdi {
    display: block;
  }

  holdfast-waiting time {
    white-space: nowrap;
  }
`;
