"""Nobody reaches past their scope: every route, pressed by everybody with what is theirs, another's, missing, broken."""
