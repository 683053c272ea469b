"""Nobody reaches past their scope: every route, pressed by everybody with what is theirs and what is not."""
