import { css } from 'lit';

export const firstLoadStyles = css`
  p {
    flex-direction: column;
    align-items: stretch;
    padding: 0.75rem 0.875rem 0.875rem;
  }

  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 0.375rem;
    border: 0;
    border-radius: 0.1875rem;
    background: var(--line);
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: none;
  }

  progress::-webkit-progress-value {
    border-radius: 0.1875rem;
    background: var(--kelp);
    transition: inline-size var(--slide) var(--ease);
  }

  progress::-moz-progress-bar {
    border-radius: 0.1875rem;
    background: var(--kelp);
  }

  /* How much is to come is not known yet. */
  progress:indeterminate {
    background: linear-gradient(90deg, transparent, var(--kelp), transparent) 0 / 40% no-repeat
      var(--line);
    animation: wander 1.6s ease-in-out infinite alternate;
  }

  progress:indeterminate::-moz-progress-bar {
    background: none;
  }

  @keyframes wander {
    to {
      background-position-x: 100%;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate {
      animation: none;
      background-position-x: 50%;
    }
  }

  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
