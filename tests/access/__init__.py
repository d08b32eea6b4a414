"""Who may see what: the rules of the policy, and what a decision is made of."""
