print("campo-server")
