namespace konsequenz::bench {}
