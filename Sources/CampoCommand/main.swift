print("campo")
