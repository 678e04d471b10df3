/// Words that every reader knows before the first bit: the most frequent ones of Spanish and of what
/// people tell about crime and where they live, then the given names and surnames of El Salvador.
///
/// Part of the format: neither the words nor their order may ever change.
enum KnownWords {
  /// 512, the more frequent ones first.
  static let common = split(
    """
    de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le
    ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años
    hasta desde está mi porque qué solo han yo hay vez puede todos así nos ni parte tiene él uno
    donde bien tiempo mismo ese ahora cada vida otro después te otros aunque esa eso hace otra
    tan durante siempre día tanto ella tres sí dijo sido país según menos calle colonia barrio
    casa avenida pasaje cantón caserío norte sur oriente poniente final polígono residencial
    urbanización san santa número frente lado cerca atrás esquina centro municipio ciudad zona
    lugar camino carretera parque escuela iglesia mercado tienda parada bus robo robaron asalto
    asaltaron extorsión renta pandillas pandilla policía soldados denuncia denuncié denunciar
    miedo amenaza amenazas amenazaron arma armas pistola golpes celular dinero bicicleta carro
    moto vecino vecinos vecina desconocido seguro seguridad delincuencia violencia nunca nada
    nadie mucho poco poca menor mayor mejor peor antes hoy noche tarde mañana semana mes año
    hora horas gente persona personas familia hijo hija hijos esposo esposa madre padre mamá
    papá hermano hermana abuela niño niña niños mujer hombre joven trabajo trabaja trabajar agua
    luz salud dolor gracias problema problemas falta hacer hizo saber sabe quiere quería tener
    tenía están estaba ir iba va vino llegó pasó pasa dio dice decir ver vio salir salió
    quitaron llevaron aquí ahí allí casi tal ninguno ninguna algo alguien otras mucha muchos
    todavía entonces creo mal buena bueno gobierno justicia alcaldía fiscalía juzgado av col pje
    bo res urb blvd km carr ptda callejón dato datos sólo gran tierra techo pared paredes piso
    lámina adobe bahareque ladrillo cemento madera teja baño letrina inodoro pozo chorro cañería
    pila eléctrica candela gas leña cocina cuarto cuartos patio servicio servicios basura aseo
    empleo desempleo patrono empresa negocio venta ventas vende comerciante agricultor
    agricultura jornalero albañil motorista costurera doméstica ama estudiante maestro maestra
    vigilante mecánico pescador obrero oficina empleado empleada propio cuenta fábrica taller
    finca maíz frijol café caña cosecha cultivo milpa ganado vaca gallinas terreno siembra
    lluvia sequía invierno verano río cerro montaña comunidad cooperativa parcela abono enfermo
    enferma enfermedad hospital unidad clínica doctor doctora medicina medicinas fiebre tos
    gripe diarrea diabetes presión embarazo discapacidad atención cita estudia estudió grado
    bachillerato universidad kínder leer escribir clases maestros cuaderno abuelo nieto nieta
    suegra suegro cuñado primo prima tío tía yerno nuera hogar jefe jefa compañero compañera
    sobrino sobrina padrastro remesas remesa exterior estados unidos viaje emigró migración
    regresó frontera dólares precio pago paga pagar deuda préstamo ahorro salario ingreso gasto
    gastos compra comprar pensión ayuda banco cuota alquiler alquila teléfono radio televisión
    internet periódico computadora refrigeradora vehículo transporte camión pick domingo lunes
    martes miércoles jueves viernes sábado enero febrero marzo abril mayo junio agosto
    septiembre octubre noviembre diciembre nuevo nueva viejo vieja grande pequeño alto bajo sola
    juntos quizá quizás aún además igual cualquier quien quién cuándo dónde cómo cuál cuánto
    debe deben hacen hecho sale sigue siento
    """)

  /// 256, in no strict order.
  static let given = split(
    """
    maría josé ana juan carlos luis jorge carmen rosa manuel antonio francisco miguel pedro
    marta roberto mario ricardo julio óscar rafael santos sandra claudia patricia silvia gloria
    morena blanca elena teresa margarita guadalupe dolores isabel julia irma vilma delmy reina
    yesenia karla gabriela andrea daniela alejandra fátima sofía lucía valeria camila ximena
    adriana beatriz cecilia concepción mercedes milagro evelyn jacqueline verónica lorena mirna
    norma alma alicia berta edith esperanza estela eva flor angélica consuelo catalina raquel
    rebeca ruth sara sonia susana tomasa victoria yolanda zoila diego daniel david kevin josué
    brayan fernando alejandro eduardo ernesto enrique edwin walter wilfredo william víctor
    salvador saúl samuel rubén rené raúl ramón pablo óliver oswaldo nelson moisés mauricio
    marvin marcos josefina jaime javier jesús ismael hugo héctor guillermo gerardo félix élmer
    wilber ingrid ángel andrés laura sergio iván inés gabriel leticia martha francisca jaqueline
    paola natalia carolina mónica diana nancy susan gilma haydée ena nora olga lidia miriam
    marina araceli carlota celia amanda amelia anabel aracely azucena bertha brenda carla clara
    clelia cristina delia deysi dina dinora doris elba elsa elvira emma emely erika ester
    estefany eugenia evangelina fidelina fidelia flora gladis graciela griselda hilda idalia
    iris irene janeth jennifer jessica johanna juana juanita judith karen katherine keyla leonor
    lesbia lilian lisseth liliana lourdes lucila magdalena maribel marisol maritza marlene maura
    mayra mélida michelle minerva nidia nohemy oralia otilia petrona pilar rina rosario roxana
    rosibel rosalina rubia sabina salvadora sarai sebastiana tania tatiana teodora trinidad
    úrsula vanessa wendy xiomara yanira yaneth yasmín zulma adán adolfo agustín alberto
    alexander alexis alfonso
    """)

  /// 256, in no strict order.
  static let surnames = split(
    """
    hernández martínez lópez garcía rodríguez pérez gonzález ramírez flores rivera vásquez gómez
    cruz díaz mejía reyes ramos castro rivas morales guzmán ramires ortiz romero alvarado
    alvarenga aguilar aguirre argueta ayala barrera benítez bonilla cáceres calderón campos
    canales cárcamo castillo chávez cornejo cortez deras durán escobar espinoza fuentes funes
    gálvez girón granados guardado guerra guerrero guevara gutiérrez henríquez herrera interiano
    iraheta jiménez jovel landaverde lara lemus linares lovo magaña maldonado marroquín mármol
    medina melara melgar membreño méndez mendoza menjívar miranda molina monge monterrosa montes
    montoya morán moreno muñoz murcia navarrete navarro ochoa olmedo orellana osorio pacheco
    palacios peña pineda pleitez polanco ponce portillo quintanilla recinos rosales rubio ruiz
    saavedra salazar salguero salinas sánchez santamaría serrano sibrián silva solano solís
    sorto sosa soto tobar torres trejo trujillo umaña urrutia vaquerano vargas valencia
    valladares vega velasco velásquez ventura villalta villatoro zavala zelaya zepeda zúñiga
    álvarez fernández rojas domínguez ortega juárez cortés santiago contreras bautista luna
    velázquez vázquez suárez delgado marín núñez cabrera acosta arias ávila cárdenas figueroa
    zamora estrada sandoval camacho valdez ibarra franco robles cervantes barrios corado aldana
    león leiva alfaro amaya anaya andrade aparicio aragón arévalo argüello artiga arteaga
    asencio avelar ávalos barahona barillas batres beltrán benavides bermúdez bernal blanco
    bolaños bran burgos cabezas callejas canizález carballo carranza carrillo cartagena casco
    castaneda castañeda castellanos centeno cerna cerón chacón chicas cisneros claros colindres
    colocho coreas corleto coto crespín cuéllar dubón erazo escalante escalón escamilla escobedo
    estévez fajardo figueredo galdámez gallardo gallegos gámez garay giralt góchez guillén
    hidalgo huezo jacinto landos laínez larín larios lazo linqui lobo macal machado
    """)

  /// Answers as people give them: prose, names, addresses.
  static let answers: [[UInt8]] = [
    "Le quitaron el celular y el dinero cuando venía del trabajo",
    "Colonia Santa Lucía, pasaje 7, casa 21",
    "Juan Antonio Pérez Martínez",
    "No quiso decir por miedo",
    "Cantón El Rosario, caserío Los Ramos, frente a la escuela",
    "María Elena Rivas de Flores",
    "Dos hombres en una moto la siguieron hasta la parada del bus",
    "Av. Norte 415, Barrio El Centro",
    "Ana Gloria Mejía",
    "Calle a San Miguel km 12, Col. Las Flores",
    "Porque nunca hacen nada. Ya había denunciado antes",
    "Vende tortillas",
    "Carlos Ernesto Guzmán Ayala",
    "Hace como tres años, en la noche, cerca del mercado",
    "Pje. 4, Res. Altavista, polígono 12, casa 9",
    "Ninguno",
  ].map { Array($0.utf8) }

  private static func split(_ words: String) -> [[UInt8]] {
    words.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
  }
}
