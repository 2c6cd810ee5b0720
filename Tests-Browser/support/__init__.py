"""What the tests drive: the program, browsers and foreign WebRTC peers."""
