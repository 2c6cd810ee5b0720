try Generator().run()
