"""Who someone is: users, roles, sign-in, invitations, and the guards of every route."""
